import { badInput, LabError } from '../../platform/errors/lab-error.ts'
import { rejectUnstorable, validateName } from '../../platform/rows/text-fields.ts'
import { groupBySeries, type MetricPoint, type PointColumns, type SeriesPoints } from './metric-points.ts'

/** Points of one run to be logged. */
export interface LogBatchInput {
  readonly runId: string
  /** Idempotency key: the same key in the same run again writes nothing; derived from the points by default. */
  readonly key?: string | null
  readonly points?: readonly MetricPoint[] | null
  /** Points as columns, which are processed in a fraction of the time. */
  readonly series?: readonly (PointColumns & { readonly name: string })[] | null
}

const maxPoints = 100_000
const maxBatches = 1_000
const maxSeries = 1_000
const maxKeyLength = 200

/** Throws BAD_USER_INPUT if a call has more points than one transaction should write. */
export function rejectTooMany(batches: readonly LogBatchInput[]): void {
  let points = 0
  for (const { points: single, series } of batches) {
    points += single?.length ?? 0
    for (const { steps } of series ?? []) points += steps.length
  }
  if (points > maxPoints) throw tooMany(points, 'points', maxPoints)
  if (batches.length > maxBatches) throw tooMany(batches.length, 'batches', maxBatches)
}

function tooMany(count: number, what: string, max: number): LabError {
  return new LabError(
    'RESOURCE_EXHAUSTED',
    `${count} ${what} are too many for one call of logMetrics. Send at most ${max} at a time.`,
  )
}

/**
 * Validates the points of a batch, by series. Throws BAD_USER_INPUT for an invalid point. `where` names the
 * batch.
 */
export function parsePoints({ key, points, series }: LogBatchInput, where: string): SeriesPoints {
  if (key === '' || (key?.length ?? 0) > maxKeyLength)
    throw badInput(`${where}.key`, `it has ${key?.length} characters`, `Use 1 to ${maxKeyLength}, or none`)
  if (key) rejectUnstorable(`${where}.key`, key)
  const parsed = new Map<string, PointColumns>()
  const add = (name: string, columns: PointColumns) => {
    const before = parsed.get(name)
    parsed.set(
      name,
      before
        ? { steps: [...before.steps, ...columns.steps], values: [...before.values, ...columns.values] }
        : columns,
    )
  }
  for (const [name, columns] of groupBySeries(points ?? [])) add(validateMetricName(name, where), columns)
  for (const { name, steps, values } of series ?? []) {
    if (steps.length !== values.length)
      throw badInput(
        `${where}.series "${name}"`,
        `${steps.length} steps came with ${values.length} values`,
        'Give one value for each step; null stands for one that is not finite',
      )
    const finite = values.map((value) => (value !== null && Number.isFinite(value) ? value : null))
    add(validateMetricName(name, where), { steps, values: finite })
  }
  for (const [name, { steps }] of parsed) for (const step of steps) validateStep(step, name, where)
  if (parsed.size > maxSeries) throw tooMany(parsed.size, 'series', maxSeries)
  return parsed
}

function validateMetricName(name: string, where: string): string {
  return validateName(`${where}: name of a metric`, name)
}

function validateStep(step: number, name: string, where: string): void {
  if (Number.isSafeInteger(step) && step >= 0) return
  throw badInput(
    `${where}: step ${step} of "${name}"`,
    'it is not an integer from 0 to 9007199254740991',
    'Count epochs or batches',
  )
}
