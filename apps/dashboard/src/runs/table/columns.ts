import type { MetricValue, RunOrder, RunOrderField, RunRowFragment } from '@mitoscope/schema/documents'
import { measureOf } from '@mitoscope/schema/catalogue'

/** A run as the table knows it; what no shown column needs is left out. */
export type Run = RunRowFragment

/** A value at full precision, as files hold it. */
type Exact = string | number | null

export interface Column {
  readonly id: string
  readonly label: string
  readonly numeric: boolean
  /** Width in pixels, if the reader has not chosen another. */
  readonly width: number
  /** Undefined for what the server cannot order by. */
  readonly order?: Omit<RunOrder, 'direction'>
  readonly value: (run: Run) => Exact
  /** Metric of the run that the column shows; undefined if it shows none. */
  readonly metric?: { readonly name: string; readonly value: MetricValue }
  /** Number of the newest analysis by a measure that the column shows; undefined if it shows none. */
  readonly scalar?: { readonly measure: string; readonly name: string }
  /** Path of the value of the configuration that the column shows; undefined if it shows none. */
  readonly config?: string
}

const field = (
  id: string,
  label: string,
  order: RunOrderField,
  value: Column['value'],
  width = 130,
): Column => ({ id, label, numeric: false, width, order: { field: order }, value })

const number = (id: string, label: string, order: RunOrderField, value: Column['value']): Column => ({
  ...field(id, label, order, value, 134),
  numeric: true,
})

const known: readonly Column[] = [
  field('name', 'Run', 'NAME', ({ name }) => name, 250),
  field('state', 'State', 'STATE', ({ state }) => state.toLowerCase()),
  field('model', 'Model', 'MODEL', ({ model }) => model.name, 190),
  field('sweep', 'Sweep', 'SWEEP', ({ sweep }) => sweep?.name ?? null, 190),
  field('dataset', 'Dataset', 'DATASET', ({ dataset }) => dataset, 110),
  field('group', 'Group of the script', 'GROUP', ({ group }) => group ?? null, 150),
  field('jobType', 'Job type', 'JOB_TYPE', ({ jobType }) => jobType ?? null, 110),
  number('width', 'Width', 'WIDTH', ({ width }) => width),
  number('seed', 'Seed', 'SEED', ({ seed }) => seed ?? null),
  number('weightDecay', 'Weight decay', 'WEIGHT_DECAY', ({ weightDecay }) => weightDecay ?? null),
  metricColumn('metric:testError', 'testError', 'LAST', 'Test error'),
  metricColumn('metric:trainError', 'trainError', 'LAST', 'Train error'),
  metricColumn('metric:testLoss', 'testLoss', 'LAST', 'Test loss'),
  metricColumn('metric:trainLoss', 'trainLoss', 'LAST', 'Train loss'),
  number(
    'interpolationEpoch',
    'Interpolates',
    'INTERPOLATION_EPOCH',
    ({ interpolationEpoch }) => interpolationEpoch ?? null,
  ),
  scalarColumn('criticalSize', measureOf.CRITICAL_SIZE, 'criticalSize', 'w*'),
  scalarColumn('groups', measureOf.CRITICAL_SIZE, 'groups', 'Groups'),
  field('tags', 'Tags', 'TAGS', ({ tags }) => tags.join(', '), 180),
  field('notes', 'Notes', 'NOTES', ({ notes }) => notes, 240),
  field('createdAt', 'Made', 'CREATED_AT', ({ createdAt }) => createdAt, 185),
  field('finishedAt', 'Finished', 'FINISHED_AT', ({ finishedAt }) => finishedAt ?? null, 185),
]

export const usualColumns = [
  'name',
  'state',
  'model',
  'width',
  'seed',
  'weightDecay',
  'metric:testError',
  'metric:trainError',
  'interpolationEpoch',
  'criticalSize',
  'groups',
  'createdAt',
]

export const columnChoices = known.map(({ id, label }) => ({ id, label }))

/**
 * The column of an id: a name of columnChoices, "metric:NAME" (its last value), "min:NAME", "max:NAME",
 * "analysis:MEASURE:SCALAR" or "config:PATH". Undefined where it is none of these.
 */
export function findColumn(id: string): Column | undefined {
  const own = known.find((column) => column.id === id)
  if (own) return own
  const [kind, ...rest] = id.split(':')
  const name = rest.join(':')
  if (name === '') return undefined
  if (kind === 'metric') return metricColumn(id, name, 'LAST', name)
  if (kind === 'min') return metricColumn(id, name, 'MIN', `Least ${name}`)
  if (kind === 'max') return metricColumn(id, name, 'MAX', `Greatest ${name}`)
  if (kind === 'analysis' && rest.length === 2 && rest[1] !== '')
    return scalarColumn(id, rest[0], rest[1], `${rest[0]}: ${rest[1]}`)
  if (kind !== 'config') return undefined
  return {
    id,
    label: name,
    numeric: false,
    width: 130,
    order: { config: name },
    config: name,
    value: ({ config }) => toExact(valueAtPath(config, name)),
  }
}

/**
 * A number with its interval, of the newest analysis by a measure of the last epoch, which is what the server orders
 * and filters by; undefined where there is none.
 */
export function findScalar(run: Run, { measure, name }: { readonly measure: string; readonly name: string }) {
  // A layer of no known epoch is the run as it is.
  const epochOf = ({ representation }: Analysis) => representation.epoch ?? Infinity
  const [last] = (run.analyses ?? [])
    .filter((analysis) => analysis.measure === measure)
    .toSorted((a, b) => (epochOf(a) === epochOf(b) ? 0 : epochOf(b) - epochOf(a)))
  return last?.scalars.find(({ id }) => id === name)
}

/** The run's metric of this name; undefined where it has none, or no shown column needs it. */
export function findSeries({ metrics }: Run, name: string) {
  return metrics?.find((series) => series.name === name)
}

type Analysis = NonNullable<Run['analyses']>[number]

function metricColumn(id: string, name: string, value: MetricValue, label: string): Column {
  const of = { LAST: 'last', MIN: 'min', MAX: 'max' } as const
  return {
    id,
    label,
    numeric: true,
    width: 134,
    order: { metric: { name, value } },
    metric: { name, value },
    value: (run) => findSeries(run, name)?.[of[value]] ?? null,
  }
}

function scalarColumn(id: string, measure: string, name: string, label: string): Column {
  const scalar = { measure, name }
  return {
    id,
    label,
    numeric: true,
    width: 130,
    order: { scalar },
    scalar,
    value: (run) => findScalar(run, scalar)?.value ?? null,
  }
}

function valueAtPath(config: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], config)
}

function toExact(value: unknown): Exact {
  if (value === undefined || value === null) return null
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value)
}
