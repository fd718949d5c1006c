import { sql, type RawBuilder } from 'kysely'
import { cleanText } from './clean-text.ts'
import type { IdFilter, NumberFilter, TextFilter, TimeFilter } from './filters.ts'

/** SQL condition that is true or false for every row, never unknown, so that NOT selects all other rows. */
export type Condition = RawBuilder<boolean>
type Expression = RawBuilder<unknown>

export function compareNumber(x: Expression, filter: NumberFilter): Condition[] {
  const value = (given: number) => sql`${given}::float8`
  const list = (given: readonly number[]) => sql`${[...given]}::float8[]`
  return [
    ...compareEqual(sql`(${x})::float8`, filter, value, list),
    ...compareOrder(sql`(${x})::float8`, filter, value),
    ...missing(x, filter.missing),
  ]
}

export function compareTime(x: Expression, filter: TimeFilter): Condition[] {
  return [...compareOrder(x, filter, toTime), ...missing(x, filter.missing)]
}

/** Returns a time as SQL; times outside the database's range become its nearest limit. */
function toTime(given: Date | string): Expression {
  const milliseconds = Math.min(farthest, Math.max(-farthest, new Date(given).getTime() || 0))
  return sql`(timestamptz 'epoch' + ${milliseconds}::float8 * interval '1 millisecond')`
}

const farthest = 6e13

export function compareText(x: Expression, filter: TextFilter): Condition[] {
  const value = (given: string) => sql`${cleanText(given)}::text`
  const list = (given: readonly string[]) => sql`${given.map(cleanText)}::text[]`
  const conditions = [...compareEqual(x, filter, value, list), ...missing(x, filter.missing)]
  if (typeof filter.contains === 'string')
    conditions.push(sql`(strpos(lower(${x}), lower(${value(filter.contains)})) > 0) is true`)
  if (typeof filter.startsWith === 'string')
    conditions.push(sql`starts_with(lower(${x}), lower(${value(filter.startsWith)})) is true`)
  return conditions
}

export function compareId(x: Expression, filter: IdFilter): Condition[] {
  const value = (given: string) => sql`${given}::uuid`
  const list = (given: readonly string[]) => sql`${[...given]}::uuid[]`
  return [...compareEqual(x, filter, value, list), ...missing(x, filter.missing)]
}

export function missing(x: Expression, asked: boolean | null | undefined): Condition[] {
  if (typeof asked !== 'boolean') return []
  return [asked ? sql`${x} is null` : sql`${x} is not null`]
}

interface Equalities<T> {
  readonly eq?: T | null
  readonly ne?: T | null
  readonly in?: readonly T[] | null
  readonly notIn?: readonly T[] | null
}

function compareEqual<T>(
  x: Expression,
  filter: Equalities<T>,
  value: (given: T) => Expression,
  list: (given: readonly T[]) => Expression,
): Condition[] {
  const conditions: Condition[] = []
  const { eq = null, ne = null, notIn = null } = filter
  if (eq !== null) conditions.push(sql`(${x} = ${value(eq)}) is true`)
  if (ne !== null) conditions.push(sql`(${x} = ${value(ne)}) is not true`)
  if (filter.in) conditions.push(sql`(${x} = any(${list(filter.in)})) is true`)
  if (notIn) conditions.push(sql`(${x} = any(${list(notIn)})) is not true`)
  return conditions
}

interface Orders<T> {
  readonly lt?: T | null
  readonly lte?: T | null
  readonly gt?: T | null
  readonly gte?: T | null
}

function compareOrder<T>(x: Expression, filter: Orders<T>, value: (given: T) => Expression): Condition[] {
  const conditions: Condition[] = []
  const { lt = null, lte = null, gt = null, gte = null } = filter
  if (lt !== null) conditions.push(sql`(${x} < ${value(lt)}) is true`)
  if (lte !== null) conditions.push(sql`(${x} <= ${value(lte)}) is true`)
  if (gt !== null) conditions.push(sql`(${x} > ${value(gt)}) is true`)
  if (gte !== null) conditions.push(sql`(${x} >= ${value(gte)}) is true`)
  return conditions
}
