import type { Scalar } from '../../shapes/scalar.ts'
import { summarize } from '../../statistics/summarize.ts'
import type { EpochAnalysis } from '../sweep-report.ts'
import type { FindingLine, SweepFinding } from './finding.ts'
import { groupsOfCells, POWER, type GroupsOfCell } from './groups-of-cells.ts'
import { groupsByEpoch, groupsByWidth } from './groups-over-seeds.ts'
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
  const histories = readHistories(known)
  const cells = listCells(histories)
  const before = cells.filter(({ kind, runs }) => !decaysLate(kind) && isEvidence(runs))
  const isFollowed = known.some((a) => known.some((b) => isLaterOf(a, b)))
  if (before.length === 0 && !isFollowed) return null
  const groups = groupsOfCells(before.map(({ kind, runs }) => ({ kind, groups: seedsBefore(runs) })))
  const scalars = [
    ...before.flatMap((cell, i) => judgedScalars(cell, groups[i])),
    ...laterScalars('zero', 'groups at training error 0', histories),
    ...laterScalars('end', 'groups at the end', histories),
  ]
  return {
    id: 'groups-by-training-error',
    weightDecay,
    title: 'Number of groups against training error',
    definition:
      'Groups W / w* of the representation against the training error after the same epoch, means and intervals as of w*, joined in the ' +
      `order of epochs. Before interpolation: the last kept epoch of a run with a training error of ${CLEAR_ERROR} or more that has not ` +
      'interpolated; geometric mean over seeds, spread of logarithms pooled over widths, Student’s t shared among them (Bonferroni). Detectable: ' +
      `groups before interpolation that ${100 * POWER} % of such sweeps would tell from fewer than ${SPLIT}, by this spread over ` +
      'seeds. At 0: the first kept epoch with training error 0; at the end: the last one.',
    interval: '95 % interval over seeds; over draws where a kind has one seed per width',
    x: { label: 'training error', scale: 'log' },
    y: { label: 'groups W / w*', scale: 'log' },
    lines: cells.map((cell) =>
      lineOf(
        cell,
        known.filter(({ control = 'none' }) => control === cell.kind),
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

/** Returns the kinds of runs, ordinary ones first. */
function kindsOf(histories: readonly TrainingHistory[]): string[] {
  return [...new Set(histories.map(({ control }) => control))]
    .toSorted()
    .toSorted((a, b) => Number(b === 'none') - Number(a === 'none'))
}

function listCells(histories: readonly TrainingHistory[]): Cell[] {
  return kindsOf(histories).flatMap((kind) => {
    const own = histories.filter(({ control }) => control === kind)
    return [...new Set(own.map(({ width }) => width))]
      .toSorted((a, b) => a - b)
      .map((width) => ({
        ...nameCell(kind, width),
        kind,
        runs: own.filter((run) => run.width === width),
      }))
  })
}

function nameCell(kind: string, width: number): Pick<Cell, 'id' | 'label'> {
  return kind === 'none'
    ? { id: `width-${width}`, label: `W = ${width}` }
    : { id: `${kind}-width-${width}`, label: `W = ${width}, ${nameControl(kind)}` }
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

/** Returns the groups of runs that have interpolated, by kind and width; with intervals where they are over seeds. */
function laterScalars(stage: 'zero' | 'end', name: string, histories: readonly TrainingHistory[]): Scalar[] {
  return kindsOf(histories).flatMap((kind) => {
    const found = groupsByWidth(histories.flatMap((run) => (run.control === kind ? (run[stage] ?? []) : [])))
    const isOverSeeds = found.some(({ n }) => n > 1)
    return found.map(({ width, value, low, high }) => {
      const { id, label } = nameCell(kind, width)
      const ends = isOverSeeds ? { low, high } : { low: null, high: null }
      return { id: `${stage}-${id}`, label: `${name}, ${label}`, value, ...ends }
    })
  })
}

/** `analyses` are those of the cell's kind at all widths, as the spread of an epoch is that of all of them. */
function lineOf({ id, label, runs: [{ width }] }: Cell, analyses: readonly EpochAnalysis[]): FindingLine {
  const points = groupsByEpoch(analyses, width).map(({ epoch, value, low, high, n }) => {
    const at = analyses.filter((one) => one.width === width && one.epoch === epoch)
    return { x: summarize(at.map(({ trainError }) => trainError)).mean!, y: value, low, high, n }
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
