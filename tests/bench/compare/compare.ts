import { median, ratioInterval, type RatioInterval } from './interval.ts'
import { watchOthers } from './quiet.ts'
import type { Sample } from './run-json.ts'
import { chooseSetting, describeSetting, type Setting, type Trial } from './settings.ts'

export interface Contest {
  /** Work that both sides do. */
  readonly what: string
  /** Settings that are all tried. */
  readonly first: readonly Setting[]
  /** Changes that are each tried alone at the fastest so far. */
  readonly changes: readonly Partial<Setting>[]
  /** Seconds of a short trial of the other side. */
  readonly try: (setting: Setting) => Promise<number>
  /** One measurement of the other side. */
  readonly theirs: (setting: Setting) => Promise<Sample>
  /** Measurements of ours, by the way in which it is run. */
  readonly ours: Readonly<Record<string, () => Promise<Sample>>>
  /** Least ratio of their time to ours, by that way. */
  readonly targets: Readonly<Record<string, number>>
}

export interface Comparison {
  readonly what: string
  /** Way in which ours was run, where there are several. */
  readonly way: string
  /** Medians over the rounds. */
  readonly ours: Sample
  readonly theirs: Sample
  readonly faster: RatioInterval
  /** Least ratio that is aimed at. */
  readonly target: number
  readonly rounds: number
  /** Rounds and trials that other work disturbed. */
  readonly disturbed: number
  readonly largestShare: number
  readonly setting: string
  readonly trials: readonly Trial[]
}

export interface CompareOptions {
  readonly rounds: number
  /** Keeps disturbed rounds, for figures that are not written. */
  readonly isPrinted: boolean
}

/**
 * Chooses the other side's fastest setting, then measures it and ours in turns, each time in a process of its own; answers
 * a comparison for each way of ours.
 */
export async function compare(contest: Contest, options: CompareOptions): Promise<Comparison[]> {
  const watch = watchOthers({ keep: options.isPrinted })
  const { best, trials } = await chooseSetting(contest.first, contest.changes, async (setting) => {
    const seconds = await watch.measure(() => contest.try(setting))
    process.stderr.write(`  ${describeSetting(setting)}: ${seconds.toPrecision(3)} s\n`)
    return seconds
  })
  const ways = Object.entries(contest.ours)
  const rounds: { theirs: Sample; ours: Sample[] }[] = []
  while (rounds.length < options.rounds) {
    const round = await watch.measure(async () => {
      const theirs = await contest.theirs(best)
      const ours: Sample[] = []
      for (const [, measure] of ways) ours.push(await measure())
      return { theirs, ours }
    })
    rounds.push(round)
    const times = [round.theirs, ...round.ours].map(({ seconds }) => seconds.toPrecision(3))
    process.stderr.write(
      `  round ${rounds.length}: theirs ${times[0]} s, ours ${times.slice(1).join(' and ')} s\n`,
    )
  }
  return ways.map(([way], at) => {
    const ours = rounds.map((round) => round.ours[at])
    const theirs = rounds.map((round) => round.theirs)
    return {
      what: contest.what,
      way,
      ours: medians(ours),
      theirs: medians(theirs),
      faster: ratioInterval(
        ours.map(({ seconds }) => seconds),
        theirs.map(({ seconds }) => seconds),
      ),
      target: contest.targets[way],
      rounds: rounds.length,
      disturbed: watch.disturbed,
      largestShare: watch.largestShare,
      setting: describeSetting(best),
      trials,
    }
  })
}

function medians(samples: readonly Sample[]): Sample {
  return {
    seconds: median(samples.map(({ seconds }) => seconds)),
    cpuSeconds: median(samples.map(({ cpuSeconds }) => cpuSeconds)),
  }
}
