import type { Comparison } from '../compare/compare.ts'
import { describeSetting, type Trial } from '../compare/settings.ts'
import { describeStart, describeVersions, publish, table } from './report.ts'

/** Comparisons with another side, and their files. */
export const compared = {
  published: {
    title: 'Speed against the published procedure',
    file: 'RESULTS.md',
    theirs: 'the published procedure in NumPy and scikit-learn',
    note: 'The whole analysis is 100 draws of chunks on 50,000 training and 10,000 test rows for errors, and 40 draws on the test rows for reconstruction and residual correlation; the times of the published procedure are scaled from some draws of each size a round.',
    circumstances:
      'Chunk errors and losses of 10,000 test and 50,000 training rows over 100 draws, reconstruction and residual correlation of the test rows over 40 draws; 10 classes, chunks of W // 2^i neurons. The published procedure does each draw by itself; ours shares what draws have in common. A round times some draws of each size of the published procedure, each scaled to all of them, and all draws of ours. Errors and losses of the whole layer were the same on both sides.',
  },
  training: {
    title: 'Speed of training against PyTorch',
    file: 'TRAINING-RESULTS.md',
    theirs: 'PyTorch',
    note: 'Steps are in float32, with SGD, momentum and weight decay.',
    circumstances:
      'Steps in float32 with SGD, momentum and weight decay on the same networks: `trainRuns`, as sweeps train, and a plain loop in PyTorch. Compiling is not counted.',
  },
}
export type Compared = keyof typeof compared

export interface Found {
  readonly comparisons: readonly Comparison[]
  /** Versions of the other side's packages. */
  readonly versions: Readonly<Record<string, string>>
  /** Libraries that the other side computes with. */
  readonly libraries: readonly string[]
  readonly ours: string
}

/** Columns of the table that README's figures come from. */
export const columns = [
  'work',
  'way',
  'theirs',
  'theirs, CPU',
  'ours',
  'ours, CPU',
  'faster',
  'interval',
  'target',
  'met',
] as const

/** Prints comparisons and, unless they are only printed, writes their file; answers whether every target is met. */
export function writeComparisons(
  of: Compared,
  { comparisons, versions, libraries, ours }: Found,
  { load, isPrinted, command }: { load: number; isPrinted: boolean; command: string },
): boolean {
  const { title, file, theirs, circumstances } = compared[of]
  const others = Object.entries(versions).map((pair) => pair.join(' '))
  const packages = describeVersions([['packages/tensor', '@tensorflow/tfjs-core']])
  const contests = [...new Map(comparisons.map((comparison) => [comparison.what, comparison])).values()]
  const largest = Math.max(...comparisons.map(({ largestShare }) => largestShare))
  publish(
    [
      ...describeStart({ title, command, load, versions: [packages, ...others].join(', ') }),
      circumstances,
      `Theirs is ${theirs} at its fastest setting, chosen by short trials below (which take some of the work, to choose by), with ${libraries.join('; ')}. Ours is on ${ours} at its defaults. Every measurement is a process of its own without variables of the user that steer threads or libraries, theirs and ours in turns. Times are medians over the rounds, wall and of all processors.`,
      table(columns, comparisons.map(describeRow)),
      describeMethod(comparisons[0].faster.coverage, largest),
      '## Settings of the other side',
      ...contests.flatMap(describeTrials),
    ],
    isPrinted ? undefined : file,
  )
  return comparisons.every(isMet)
}

/** A target is met if all of the interval is. */
function isMet({ faster, target }: Comparison): boolean {
  return faster.low >= target
}

function describeRow(comparison: Comparison): string[] {
  const { what, way, ours, theirs, faster, target } = comparison
  const { ratio, low, high } = faster
  return [
    what,
    way,
    time(theirs.seconds),
    time(theirs.cpuSeconds),
    time(ours.seconds),
    time(ours.cpuSeconds),
    `${digits(ratio)} ×`,
    `${digits(low)} to ${digits(high)}`,
    `≥ ${target} ×`,
    isMet(comparison) ? 'yes' : 'NO',
  ]
}

function describeMethod(coverage: number, largest: number): string {
  return `Faster is the time of theirs over that of ours in the pairs of the rounds: the Hodges-Lehmann estimate on logarithms, and the interval that inverts Wilcoxon's signed-rank test, which holds the ratio in ${(100 * coverage).toFixed(1)} % of cases. A target is met if all of the interval is. Rounds in which other processes took more than 5 % of the processors' time were discarded and repeated; in what was kept they took ${(100 * largest).toFixed(1)} % at most.`
}

function describeTrials({ what, setting, trials, rounds, disturbed }: Comparison): string[] {
  return [
    `**${what}**: fastest with ${setting}; ${rounds} rounds, ${disturbed} disturbed.`,
    table(['setting', 'trial'], trials.map(describeTrial)),
  ]
}

function describeTrial({ setting, seconds, reason }: Trial): string[] {
  return [describeSetting(setting), seconds === undefined ? `does not run: ${reason}` : time(seconds)]
}

/** Seconds in words, with three digits. */
export function time(seconds: number): string {
  return seconds < 1 ? `${digits(1000 * seconds)} ms` : `${digits(seconds)} s`
}

/** Three digits, or all of the integer. */
export function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
