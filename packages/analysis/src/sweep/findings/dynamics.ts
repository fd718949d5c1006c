import type { Scalar } from '../../shapes/scalar.ts'
import { summarize } from '../../statistics/summarize.ts'
import type { EpochAnalysis } from '../sweep-report.ts'
import type { FindingLine, FindingMark, SweepFinding } from './finding.ts'
import { groupsByEpoch, groupsByWidth, overSeeds } from './groups-over-seeds.ts'
import { sayNumber, sayScalar } from './say.ts'
import { CLEAR_ERROR, readHistories, type TrainingHistory } from './training-histories.ts'

/**
 * Returns the number of groups against epoch, and where the training error is clearly above 0, first 0, and at the end.
 * Null if no run was analysed after two or more epochs. `byError` is the finding of the same analyses against training error, whose intervals
 * before interpolation are taken over.
 */
export function dynamics(
  weightDecay: number,
  analyses: readonly EpochAnalysis[],
  byError: SweepFinding | null,
): SweepFinding | null {
  const known = analyses.filter(({ groups }) => groups !== null)
  const isFollowed = known.some((a) => known.some((b) => a.name === b.name && a.epoch !== b.epoch))
  if (!isFollowed) return null
  const widths = [...new Set(known.map(({ width }) => width))].toSorted((a, b) => a - b)
  const lines = widths.map((width) => lineOf(width, known))
  const marks = widths.flatMap((width): FindingMark[] => {
    const own = known.filter((one) => one.width === width).map((one) => one.interpolationEpoch)
    const { mean } = summarize(own)
    return mean === null ? [] : [{ label: `interpolation, W = ${width}`, x: mean, line: `width-${width}` }]
  })
  const scalars = beforeAndAfter(widths, known, byError)
  return {
    id: 'dynamics',
    weightDecay,
    title: 'Number of groups over the training',
    definition:
      'Groups W / w* of the representation after each epoch that was represented, means and intervals as of w*. Interpolation: first ' +
      'evaluated epoch with training error 0, mean over seeds. The numbers are of the widest layer that has a kept epoch on either ' +
      `side: the last one with a training error of ${CLEAR_ERROR} or more, the first with error 0, and the last of all.`,
    interval: '95 % interval over seeds; over draws with one seed per width',
    x: { label: 'epoch', scale: 'epoch' },
    y: { label: 'groups W / w*', scale: 'log' },
    lines,
    marks,
    scalars,
    tests: [],
    sentence: describe(scalars, marks.length > 0),
  }
}

function lineOf(width: number, known: readonly EpochAnalysis[]): FindingLine {
  const points = groupsByEpoch(known, width).map(({ epoch, value, low, high, n }) => ({ x: epoch, y: value, low, high, n })) // prettier-ignore
  return { id: `width-${width}`, label: `W = ${width}`, points }
}

/**
 * Returns the groups where the training error is clearly above 0, where it first is 0 and at the end, of the widest layer
 * with kept epochs on either side; empty if there is no such layer.
 */
function beforeAndAfter(
  widths: readonly number[],
  analyses: readonly EpochAnalysis[],
  byError: SweepFinding | null,
): Scalar[] {
  const histories = readHistories(analyses)
  for (const width of widths.toReversed()) {
    const own = histories.filter((run) => run.width === width && run.before !== null && run.end !== null)
    if (own.length === 0) continue
    const told = byError?.scalars.find(({ id }) => id === `before-width-${width}`)
    const groupsAt = (of: 'before' | 'zero' | 'end') => endsAt(histories, of, width)
    return [
      { id: 'groupsBefore', label: `groups at training error ≥ ${CLEAR_ERROR}, W = ${width}`, ...groupsAt('before'), ...told && { value: told.value, low: told.low, high: told.high } },
      { id: 'groupsAtZero', label: `groups at training error 0, W = ${width}`, ...groupsAt('zero') },
      { id: 'groupsAfter', label: `groups at the end, W = ${width}`, ...groupsAt('end') },
      { id: 'interpolationEpoch', label: `epoch of interpolation, W = ${width}`, ...overSeeds(own.map((run) => run.end!.interpolationEpoch)) },
      { id: 'epochBefore', label: `last kept epoch with training error ≥ ${CLEAR_ERROR}`, ...overSeeds(own.map((run) => run.before!.epoch)) },
    ] // prettier-ignore
  }
  return []
}

function endsAt(histories: readonly TrainingHistory[], of: 'before' | 'zero' | 'end', width: number) {
  const found = groupsByWidth(histories.flatMap((run) => run[of] ?? []))
  const at = found.find((one) => one.width === width)
  return { value: at?.value ?? null, low: at?.low ?? null, high: at?.high ?? null }
}

function describe(scalars: readonly Scalar[], interpolates: boolean): string {
  const [before, zero, after, at, last] = scalars
  if (!before)
    return interpolates
      ? `No kept epoch with a training error of ${CLEAR_ERROR} or more lies before an interpolation: what comes first cannot be told.`
      : 'No run interpolates, so that nothing can be said of before and after.'
  const atZero = zero.value === null ? '' : `, ${sayScalar(zero)} at error 0`
  return `${capital(before.label)} (epoch ${sayNumber(last.value!)}): ${sayScalar(before)}${atZero} (interpolation at epoch ${sayNumber(at.value!)}), ${sayScalar(after)} at the end.`
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1)
}
