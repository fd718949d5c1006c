import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import { inSlices } from '../../platform/turns/in-slices.ts'
import { arrayText } from './array-text.ts'

/** Request for the rows of one series whose key lies between two numbers, in order, as columns. */
export interface ColumnsRequest {
  readonly seriesId: number
  readonly from: number
  readonly to: number
  /** Largest number of rows. */
  readonly limit: number
  /** Level of the buckets. */
  readonly level?: number
  /** Number of rows of the whole series, an upper bound, if known. */
  readonly seriesRows?: number
}

/** Rows that one statement reads: the embedded database blocks for about 20 ms on them. */
const rowsAtOnce = 16_384

type Numbers = (number | null)[]

/** Reads the points of several series, each [steps, values], or [steps, values, times], in few statements. */
export function selectPointColumns(
  db: Queries,
  requests: readonly ColumnsRequest[],
  withTimes = false,
): Promise<Numbers[][]> {
  const columns = withTimes ? ['step', 'value', 'time'] : ['step', 'value']
  return selectColumns(
    db,
    requests,
    columns,
    sql`
    select ${sql.raw(columns.join(', '))} from metric_point
    where series_id = wanted.id and step between wanted.first and wanted.last
    order by step limit wanted.most`,
  )
}

/**
 * Reads the buckets of several series, each [bucket, points, notFinite, min, minStep, max, maxStep], in few
 * statements.
 */
export function selectBucketColumns(db: Queries, requests: readonly ColumnsRequest[]): Promise<Numbers[][]> {
  const columns = ['bucket', 'points', 'not_finite', 'min', 'min_step', 'max', 'max_step']
  return selectColumns(
    db,
    requests,
    columns,
    sql`
    select ${sql.raw(columns.join(', '))} from metric_bucket
    where series_id = wanted.id and level = wanted.level and bucket between wanted.first and wanted.last
    order by bucket limit wanted.most`,
  )
}

function selectColumns(
  db: Queries,
  requests: readonly ColumnsRequest[],
  columns: readonly string[],
  rows: ReturnType<typeof sql>,
): Promise<Numbers[][]> {
  return inSlices(requests, maxRowsOf, rowsAtOnce, (slice) => selectSlice(db, slice, columns, rows))
}

function maxRowsOf({ from, to, limit, seriesRows = Infinity }: ColumnsRequest): number {
  return Math.max(1, Math.min(limit, to - from + 1, seriesRows))
}

/** Reads a slice of rows. Each column is sent as one text, which takes a fifth of the time of rows. */
async function selectSlice(
  db: Queries,
  requests: readonly ColumnsRequest[],
  columns: readonly string[],
  rows: ReturnType<typeof sql>,
): Promise<Numbers[][]> {
  const given = (name: keyof ColumnsRequest) => arrayText(requests.map((request) => request[name] ?? null))
  const joined = columns.map(
    (name) => `string_agg(coalesce(${name}::text, 'null'), ',' order by ${columns[0]}) as ${name}`,
  )
  const answer = await sql<Record<string, string | null>>`
    select columns.* from unnest(
      ${given('seriesId')}::bigint[], ${given('from')}::bigint[], ${given('to')}::bigint[],
      ${given('limit')}::bigint[], ${given('level')}::smallint[]
    ) with ordinality as wanted (id, first, last, most, level, place)
    cross join lateral (select ${sql.raw(joined.join(', '))} from (${rows}) as part) as columns
    order by wanted.place`.execute(db.withoutPlugins())
  return answer.rows.map((row) => columns.map((name) => JSON.parse(`[${row[name] ?? ''}]`) as Numbers))
}
