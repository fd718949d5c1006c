import type { Scalar } from '../../shapes/scalar.ts'
import { around } from '../../statistics/interval.ts'
import { summarize } from '../../statistics/summarize.ts'
import type { EpochAnalysis } from '../sweep-report.ts'
import type { FindingLine, FindingMark, SweepFinding } from './finding.ts'
import { groupsOverSeeds, overSeeds } from './groups-over-seeds.ts'
import { sayNumber, sayScalar } from './say.ts'

/** Number of groups from which on a layer counts as split. */
const SPLIT = 2

/**
 * Returns the number of groups against epoch, and before and after the training interpolates. Null if no run was
 * analysed after two or more epochs.
 */
export function dynamics(weightDecay: number, analyses: readonly EpochAnalysis[]): SweepFinding | null {
  const known = analyses.filter(({ groups }) => groups !== null)
  const isFollowed = known.some((a) => known.some((b) => a.name === b.name && a.epoch !== b.epoch))
  if (!isFollowed) return null
  const widths = [...new Set(known.map(({ width }) => width))].toSorted((a, b) => a - b)
  const lines = widths.map((width) => lineOf(width, known.filter((one) => one.width === width))) // prettier-ignore
  const marks = widths.flatMap((width): FindingMark[] => {
    const own = known.filter((one) => one.width === width).map((one) => one.interpolationEpoch)
    const { mean } = summarize(own)
    return mean === null ? [] : [{ label: `interpolation, W = ${width}`, x: mean, line: `width-${width}` }]
  })
  const scalars = beforeAndAfter(widths, known)
  return {
    id: 'dynamics',
    weightDecay,
    title: 'Number of groups over the training',
    definition:
      'Groups W / w* of the representation after each epoch that was represented, mean over seeds. Interpolation: first ' +
      'evaluated epoch with training error 0, mean over seeds. Before and after: of the widest layer that has an epoch on either ' +
      'side, the last one before interpolation and the last of all.',
    interval: '95 % interval over seeds',
    x: { label: 'epoch', scale: 'epoch' },
    y: { label: 'groups W / w*', scale: 'log' },
    lines,
    marks,
    scalars,
    tests: [],
    sentence: describe(scalars, marks.length > 0),
  }
}

function lineOf(width: number, own: readonly EpochAnalysis[]): FindingLine {
  const points = [...new Set(own.map(({ epoch }) => epoch))]
    .toSorted((a, b) => a - b)
    .map((epoch) => {
      const { mean, ci95, n } = summarize(own.filter((one) => one.epoch === epoch).map((one) => one.groups))
      return { x: epoch, y: mean!, ...around(mean, ci95), n }
    })
  return { id: `width-${width}`, label: `W = ${width}`, points }
}

/**
 * Returns the groups before and after interpolation of the widest layer with an analysed epoch on either side of it;
 * empty if there is no such layer.
 */
function beforeAndAfter(widths: readonly number[], analyses: readonly EpochAnalysis[]): Scalar[] {
  for (const width of widths.toReversed()) {
    const own = analyses.filter((one) => one.width === width)
    const pairs = [...new Set(own.map(({ name }) => name))].flatMap((name) => {
      const run = own.filter((one) => one.name === name).toSorted((a, b) => a.epoch - b.epoch)
      const { interpolationEpoch } = run[0]
      const before = run.findLast(({ epoch }) => interpolationEpoch !== null && epoch < interpolationEpoch)
      const after = run.at(-1)!
      const isSplit = before !== undefined && interpolationEpoch !== null && after.epoch >= interpolationEpoch
      return isSplit ? [{ before, after, epoch: interpolationEpoch }] : []
    })
    if (pairs.length === 0) continue
    return [
      { id: 'groupsBefore', label: `groups before interpolation, W = ${width}`, ...groupsOverSeeds(pairs.map(({ before }) => before)) },
      { id: 'groupsAfter', label: `groups at the end, W = ${width}`, ...groupsOverSeeds(pairs.map(({ after }) => after)) },
      { id: 'interpolationEpoch', label: `epoch of interpolation, W = ${width}`, ...overSeeds(pairs.map(({ epoch }) => epoch)) },
      { id: 'epochBefore', label: 'last represented epoch before it', ...overSeeds(pairs.map(({ before }) => before.epoch)) },
    ] // prettier-ignore
  }
  return []
}

function describe(scalars: readonly Scalar[], interpolates: boolean): string {
  const [before, after, at, last] = scalars
  if (!before)
    return interpolates
      ? 'No represented epoch lies before an interpolation with one after it: what comes first cannot be told.'
      : 'No run interpolates, so that nothing can be said of before and after.'
  const told = `${before.label}: ${sayScalar(before)} (epoch ${sayNumber(last.value!)}, interpolation at ${sayNumber(at.value!)}); at the end ${sayScalar(after)}.`
  if (after.value! < SPLIT) return `The layer does not split into groups. ${capital(told)}`
  const share = Math.max(0, (before.value! - 1) / (after.value! - 1))
  return before.value! < SPLIT
    ? `The layer splits into groups after interpolation. ${capital(told)}`
    : `Groups are there before interpolation: ${Math.round(100 * share)} % of those beyond the first. ${capital(told)}`
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1)
}
