import type { RunOrder, RunOrderField, RunRowFragment } from '@mitoscope/schema/documents'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatNumber, formatTime } from '../parts/format.ts'
import { WorkStateMark } from '../parts/work-state.tsx'

export interface Column {
  readonly id: string
  readonly label: string
  readonly numeric?: boolean
  /** Undefined for what the server cannot order by. */
  readonly order?: Omit<RunOrder, 'direction'>
  readonly cell: (run: RunRowFragment) => ReactNode
}

const field = (
  id: string,
  label: string,
  order: RunOrderField,
  cell: Column['cell'],
  numeric = false,
): Column => ({ id, label, numeric, order: { field: order }, cell })

const metric = (name: string, label: string): Column => ({
  id: `metric:${name}`,
  label,
  numeric: true,
  order: { metric: { name, value: 'LAST' } },
  cell: ({ metrics }) => formatNumber(metrics?.find((series) => series.name === name)?.last),
})

const scalar = (id: string, label: string, order: RunOrderField): Column => ({
  id,
  label,
  numeric: true,
  order: { field: order },
  cell: ({ analyses }) => formatNumber(analyses?.[0]?.scalars.find((entry) => entry.id === id)?.value),
})

/** What the table can show. A value of the configuration is a column "config:PATH". */
const known: readonly Column[] = [
  field('name', 'Run', 'NAME', ({ id, name }) => <Link href={`/run?id=${id}`}>{name}</Link>),
  field('state', 'State', 'STATE', ({ state }) => <WorkStateMark state={state} />),
  field('model', 'Model', 'MODEL', ({ model }) => model?.name),
  field(
    'sweep',
    'Sweep',
    'SWEEP',
    ({ sweep }) => sweep && <Link href={`/sweep?id=${sweep.id}`}>{sweep.name}</Link>,
  ),
  field('dataset', 'Dataset', 'DATASET', ({ dataset }) => dataset),
  field('width', 'Width', 'WIDTH', ({ width }) => width, true),
  field('seed', 'Seed', 'SEED', ({ seed }) => seed ?? '–', true),
  field('weightDecay', 'Weight decay', 'WEIGHT_DECAY', ({ weightDecay }) => formatNumber(weightDecay), true),
  metric('testError', 'Test error'),
  metric('trainError', 'Train error'),
  metric('testLoss', 'Test loss'),
  metric('trainLoss', 'Train loss'),
  field(
    'interpolationEpoch',
    'Interpolates',
    'INTERPOLATION_EPOCH',
    (run) => formatNumber(run.interpolationEpoch),
    true,
  ),
  scalar('criticalSize', 'w*', 'CRITICAL_WIDTH'),
  scalar('groups', 'Groups', 'GROUPS'),
  field('tags', 'Tags', 'TAGS', ({ tags }) => tags.join(', ')),
  field('notes', 'Notes', 'NOTES', ({ notes }) => notes),
  field('createdAt', 'Made', 'CREATED_AT', ({ createdAt }) => formatTime(createdAt)),
  field('finishedAt', 'Finished', 'FINISHED_AT', ({ finishedAt }) => formatTime(finishedAt)),
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

export function findColumn(id: string): Column | undefined {
  if (!id.startsWith('config:')) return known.find((column) => column.id === id)
  const path = id.slice('config:'.length)
  return { id, label: path, order: { config: path }, cell: ({ config }) => show(read(config, path)) }
}

function read(config: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], config)
}

function show(value: unknown): string {
  if (value === undefined || value === null) return '–'
  return typeof value === 'number'
    ? formatNumber(value)
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)
}
