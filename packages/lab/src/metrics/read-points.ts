import { badInput, LabError } from '../errors/lab-error.ts'
import { readName } from '../records/read-name.ts'
import { refuseUnstorable } from '../records/refuse-unstorable.ts'
import type { LogBatchInput } from './log-batch-input.ts'
import { groupBySeries, type PointColumns, type SeriesPoints } from './metric-points.ts'

const mostPoints = 100_000
const mostBatches = 1_000
const mostSeries = 1_000
const longestKey = 200

/** Throws BAD_USER_INPUT if a call has more points than one transaction should write. */
export function refuseTooMany(batches: readonly LogBatchInput[]): void {
  let points = 0
  for (const { points: single, series } of batches) {
    points += single?.length ?? 0
    for (const { steps } of series ?? []) points += steps.length
  }
  if (points > mostPoints) throw tooMany(points, 'points', mostPoints)
  if (batches.length > mostBatches) throw tooMany(batches.length, 'batches', mostBatches)
}

function tooMany(count: number, what: string, most: number): LabError {
  return new LabError(
    'RESOURCE_EXHAUSTED',
    `${count} ${what} are too many for one call of logMetrics. Send at most ${most} at a time.`,
  )
}

/**
 * Validates the points of a batch, by series. Throws BAD_USER_INPUT for an invalid point. `where` names the
 * batch.
 */
export function readPoints({ key, points, series }: LogBatchInput, where: string): SeriesPoints {
  if (key === '' || (key?.length ?? 0) > longestKey)
    throw badInput(`${where}.key`, `it has ${key?.length} characters`, `Use 1 to ${longestKey}, or none`)
  if (key) refuseUnstorable(`${where}.key`, key)
  const read = new Map<string, PointColumns>()
  const add = (name: string, columns: PointColumns) => {
    const before = read.get(name)
    read.set(
      name,
      before
        ? { steps: [...before.steps, ...columns.steps], values: [...before.values, ...columns.values] }
        : columns,
    )
  }
  for (const [name, columns] of groupBySeries(points ?? [])) add(checkName(name, where), columns)
  for (const { name, steps, values } of series ?? []) {
    if (steps.length !== values.length)
      throw badInput(
        `${where}.series "${name}"`,
        `${steps.length} steps came with ${values.length} values`,
        'Give one value for each step; null stands for one that is not finite',
      )
    const finite = values.map((value) => (value !== null && Number.isFinite(value) ? value : null))
    add(checkName(name, where), { steps, values: finite })
  }
  for (const [name, { steps }] of read) for (const step of steps) checkStep(step, name, where)
  if (read.size > mostSeries) throw tooMany(read.size, 'series', mostSeries)
  return read
}

function checkName(name: string, where: string): string {
  return readName(`${where}: name of a metric`, name)
}

function checkStep(step: number, name: string, where: string): void {
  if (Number.isSafeInteger(step) && step >= 0) return
  throw badInput(
    `${where}: step ${step} of "${name}"`,
    'it is not an integer from 0 to 9007199254740991',
    'Count epochs or batches',
  )
}
