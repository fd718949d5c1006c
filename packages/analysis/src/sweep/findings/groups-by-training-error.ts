import type { Scalar } from '../../shapes/scalar.ts'
import { around } from '../../statistics/intervals.ts'
import { summarize } from '../../statistics/summarize.ts'
import type { EpochAnalysis } from '../sweep-report.ts'
import type { FindingLine, SweepFinding } from './finding.ts'
import { groupsOfCells, POWER, type GroupsOfCell } from './groups-of-cells.ts'
import { decaysLate, nameControl, shareOfNoise } from './name-control.ts'
import { sayNumber, sayScalar } from './say.ts'
import { CLEAR_ERROR, readHistories, SPLIT, type TrainingHistory } from './training-histories.ts'

/** Runs of one width and one kind, which differ by their seeds. */
interface Cell {
  readonly id: string
  readonly label: string
  readonly kind: string
  readonly runs: readonly TrainingHistory[]
}

/**
 * Returns the number of groups against the training error over the training, of ordinary runs and of the controls with
 * noisy labels or late decay, and the number of groups where the error is clearly above 0. Null if no epoch with a known
 * error is there, or only what the end of the training tells of runs that interpolate.
 */
export function groupsByTrainingError(
  weightDecay: number,
  analyses: readonly EpochAnalysis[],
): SweepFinding | null {
  const known = analyses.filter(({ groups, trainError, control = 'none' }) => {
    return groups !== null && trainError !== null && isShown(control)
  })
  const cells = listCells(readHistories(known))
  const before = cells.filter(({ kind, runs }) => !decaysLate(kind) && isEvidence(runs))
  const isFollowed = known.some((a) => known.some((b) => isLaterOf(a, b)))
  if (before.length === 0 && !isFollowed) return null
  const groups = groupsOfCells(before.map(({ kind, runs }) => ({ kind, groups: seedsBefore(runs) })))
  const scalars = [
    ...before.flatMap((cell, i) => judgedScalars(cell, groups[i])),
    ...laterScalars('zero', 'groups at training error 0', cells),
    ...laterScalars('end', 'groups at the end', cells),
  ]
  return {
    id: 'groups-by-training-error',
    weightDecay,
    title: 'Number of groups against training error',
    definition:
      'Groups W / w* of the representation against the training error after the same epoch, means over seeds, joined in the order ' +
      `of epochs. Before interpolation: the last kept epoch of a run with a training error of ${CLEAR_ERROR} or more that has not ` +
      'interpolated; geometric mean over seeds, spread of logarithms pooled over widths, Student’s t shared among them (Bonferroni). Detectable: ' +
      `groups before interpolation that ${100 * POWER} % of such sweeps would tell from fewer than ${SPLIT}, by this spread over ` +
      'seeds. At 0: the first kept epoch with training error 0; at the end: the last one.',
    interval: '95 % interval over seeds',
    x: { label: 'training error', scale: 'log' },
    y: { label: 'groups W / w*', scale: 'log' },
    lines: cells.map(({ id, label, kind, runs: [{ width }] }) =>
      lineOf(
        id,
        label,
        known.filter((one) => one.width === width && (one.control ?? 'none') === kind),
      ),
    ),
    marks: [{ label: `training error ${CLEAR_ERROR}`, x: CLEAR_ERROR, line: null }],
    scalars,
    tests: [],
    sentence: describe(before, scalars),
  }
}

function isLaterOf(a: EpochAnalysis, b: EpochAnalysis): boolean {
  return a.name === b.name && a.control === b.control && a.epoch < b.epoch
}

/** Ordinary runs, and the controls that break what goes along with interpolation. */
function isShown(kind: string): boolean {
  return kind === 'none' || shareOfNoise(kind) !== null || decaysLate(kind)
}

function listCells(histories: readonly TrainingHistory[]): Cell[] {
  const kinds = [...new Set(histories.map(({ control }) => control))]
    .toSorted()
    .toSorted((a, b) => Number(b === 'none') - Number(a === 'none'))
  return kinds.flatMap((kind) => {
    const own = histories.filter(({ control }) => control === kind)
    return [...new Set(own.map(({ width }) => width))]
      .toSorted((a, b) => a - b)
      .map((width) => ({
        id: kind === 'none' ? `width-${width}` : `${kind}-width-${width}`,
        label: kind === 'none' ? `W = ${width}` : `W = ${width}, ${nameControl(kind)}`,
        kind,
        runs: own.filter((run) => run.width === width),
      }))
  })
}

/**
 * Returns true if runs of a width can tell something about the time before interpolation: they have such epochs, and
 * either split in the end or never interpolate. Layers that never split say nothing about when others do.
 */
function isEvidence(runs: readonly TrainingHistory[]): boolean {
  const end = summarize(runs.map((run) => run.end?.groups ?? null)).mean
  return seedsBefore(runs).length > 0 && (end === null || end >= SPLIT)
}

function seedsBefore(runs: readonly TrainingHistory[]): number[] {
  return runs.flatMap(({ before }) => (before?.groups == null ? [] : [before.groups]))
}

/** Returns the groups before interpolation with their interval, and what such a sweep would have found. */
function judgedScalars({ id, label, runs }: Cell, { value, low, high, detectable }: GroupsOfCell): Scalar[] {
  const n = seedsBefore(runs).length
  const never = runs.every(({ end }) => end === null) ? ', never interpolates' : ''
  const told = `groups at training error ≥ ${CLEAR_ERROR}, ${label}${never} (${n} ${n === 1 ? 'seed' : 'seeds'})`
  const own = { id: `before-${id}`, label: told, value, low, high }
  if (detectable === null) return [own]
  const power = `detectable groups at training error ≥ ${CLEAR_ERROR}, ${label}`
  return [own, { id: `detectable-${id}`, label: power, value: detectable, low: null, high: null }]
}

/** Returns the groups of the cells that have interpolated, with their intervals. */
function laterScalars(stage: 'zero' | 'end', name: string, cells: readonly Cell[]): Scalar[] {
  const own = cells.flatMap((cell) => {
    const groups = cell.runs.flatMap((run) => run[stage]?.groups ?? [])
    return groups.length === 0 ? [] : [{ ...cell, groups }]
  })
  const found = groupsOfCells(own)
  return own.map(({ id, label }, i) => {
    const { value, low, high } = found[i]
    return { id: `${stage}-${id}`, label: `${name}, ${label}`, value, low, high }
  })
}

function lineOf(id: string, label: string, own: readonly EpochAnalysis[]): FindingLine {
  const points = [...new Set(own.map(({ epoch }) => epoch))]
    .toSorted((a, b) => a - b)
    .map((epoch) => {
      const at = own.filter((one) => one.epoch === epoch)
      const { mean, ci95, n } = summarize(at.map(({ groups }) => groups))
      const error = summarize(at.map(({ trainError }) => trainError)).mean!
      return { x: error, y: mean!, ...around(mean, ci95), n }
    })
  return { id, label, points }
}

function describe(before: readonly Cell[], scalars: readonly Scalar[]): string {
  const read = (id: string) => scalars.find((scalar) => scalar.id === id)
  if (before.length === 0)
    return `No layer that is split at its end was kept at a training error of ${CLEAR_ERROR} or more: train wider layers, or keep the checkpoints of every epoch.`
  const told = before.map(({ id, label }) => {
    const [own, zero, end] = ['before', 'zero', 'end'].map((name) => read(`${name}-${id}`))
    const later = zero && end ? `, ${sayNumber(zero.value!)} at 0, ${sayNumber(end.value!)} at the end` : ''
    return `${label}: ${sayScalar(own!)} groups at training error ≥ ${CLEAR_ERROR}${later}`
  })
  return `${told.join('; ')}.`
}
