import { badInput, LabError } from '../../platform/errors/lab-error.ts'
import { rejectUnstorable, validateName } from '../../platform/rows/text-fields.ts'
import {
  groupBySeries,
  joinPoints,
  type MetricPoint,
  type PointColumns,
  type SeriesPoints,
} from './metric-points.ts'

/** Points of one run to be logged. */
export interface LogBatchInput {
  readonly runId: string
  /** Idempotency key: the same key in the same run again writes nothing; derived from the points by default. */
  readonly key?: string | null
  readonly points?: readonly MetricPoint[] | null
  /** Points as columns, which are processed in a fraction of the time. */
  readonly series?: readonly LogSeriesInput[] | null
}

interface LogSeriesInput extends Omit<PointColumns, 'times'> {
  readonly name: string
  /** Wall times in milliseconds since 1970, one per step; all are unknown by default. */
  readonly times?: readonly (number | null)[] | null
  /** Name of the metric whose values are the true x of this one; what is set stays by default. */
  readonly stepMetric?: string | null
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
    parsed.set(name, before ? joinPoints(before, columns) : columns)
  }
  for (const [name, columns] of groupBySeries(points ?? [])) add(validateMetricName(name, where), columns)
  for (const { name, steps, values, times } of series ?? []) {
    if (steps.length !== values.length)
      throw badInput(
        `${where}.series "${name}"`,
        `${steps.length} steps came with ${values.length} values`,
        'Give one value for each step; null stands for one that is not finite',
      )
    if (times && times.length !== steps.length)
      throw badInput(
        `${where}.series "${name}"`,
        `${steps.length} steps came with ${times.length} times`,
        'Give one time for each step, null for an unknown one, or no times at all',
      )
    const finite = values.map((value) => (value !== null && Number.isFinite(value) ? value : null))
    add(validateMetricName(name, where), { steps, values: finite, ...(times && { times }) })
  }
  for (const [name, { steps, times }] of parsed) {
    for (const step of steps) validateStep(step, name, where)
    for (const time of times ?? []) if (time !== null) validateTime(time, name, where)
  }
  if (parsed.size > maxSeries) throw tooMany(parsed.size, 'series', maxSeries)
  return parsed
}

/** Returns the step metrics that a batch sets, by the name of their series. Throws BAD_USER_INPUT for an impossible one. */
export function parseStepMetrics({ series }: LogBatchInput, where: string): ReadonlyMap<string, string> {
  const given = (series ?? []).flatMap(({ name, stepMetric }) =>
    typeof stepMetric === 'string' ? [{ name: validateMetricName(name, where), stepMetric }] : [],
  )
  return new Map(given.map(({ name, stepMetric }) => [name, validateStepMetric(stepMetric, name, where)]))
}

/** Returns the name of a step metric of a series. Throws BAD_USER_INPUT if it cannot be one. */
export function validateStepMetric(given: string, name: string, where: string): string {
  const stepMetric = validateName(`${where}: stepMetric of "${name}"`, given)
  if (stepMetric !== name) return stepMetric
  throw badInput(
    `${where}: stepMetric of "${name}"`,
    'it is the metric itself',
    'Name the metric along whose values it runs',
  )
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

/** Milliseconds of the last time that a JavaScript date can be. */
const maxTime = 8.64e15

function validateTime(time: number, name: string, where: string): void {
  if (Number.isSafeInteger(time) && time >= 0 && time <= maxTime) return
  throw badInput(
    `${where}: time ${time} of "${name}"`,
    `it is not an integer from 0 to ${maxTime}`,
    'Give milliseconds since 1970, or null for an unknown time',
  )
}
