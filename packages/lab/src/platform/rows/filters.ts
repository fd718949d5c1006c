import { sql, type RawBuilder } from 'kysely'
import type { WorkState } from '../database/tables.ts'
import { cleanText } from './text-fields.ts'

/** Conditions on a number, all of which must hold. A missing value equals nothing. */
export interface NumberFilter {
  readonly eq?: number | null
  readonly ne?: number | null
  readonly in?: readonly number[] | null
  readonly notIn?: readonly number[] | null
  readonly lt?: number | null
  readonly lte?: number | null
  readonly gt?: number | null
  readonly gte?: number | null
  readonly missing?: boolean | null
}

export interface TextFilter {
  readonly eq?: string | null
  readonly ne?: string | null
  readonly in?: readonly string[] | null
  readonly notIn?: readonly string[] | null
  /** Text that the value contains, case-insensitive. */
  readonly contains?: string | null
  /** Beginning of the value, case-insensitive. */
  readonly startsWith?: string | null
  readonly missing?: boolean | null
}

/** Time, or its ISO text. */
export interface TimeFilter {
  readonly lt?: Date | string | null
  readonly lte?: Date | string | null
  readonly gt?: Date | string | null
  readonly gte?: Date | string | null
  readonly missing?: boolean | null
}

/** Condition on ids. Unreadable ids count as ids of nothing. */
export interface IdFilter {
  readonly eq?: string | null
  readonly ne?: string | null
  readonly in?: readonly string[] | null
  readonly notIn?: readonly string[] | null
  readonly missing?: boolean | null
}

/** Condition on the state of a computation. */
export interface WorkStateFilter {
  readonly eq?: WorkState | null
  readonly ne?: WorkState | null
  readonly in?: readonly WorkState[] | null
  readonly notIn?: readonly WorkState[] | null
}

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
  const milliseconds = Math.min(maxEpochMs, Math.max(-maxEpochMs, new Date(given).getTime() || 0))
  return sql`(timestamptz 'epoch' + ${milliseconds}::float8 * interval '1 millisecond')`
}

const maxEpochMs = 6e13

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

export function missing(x: Expression, isMissing: boolean | null | undefined): Condition[] {
  if (typeof isMissing !== 'boolean') return []
  return [isMissing ? sql`${x} is null` : sql`${x} is not null`]
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

/** Treatment of deleted records in a list: leave them out, include them, or list only them. */
export type Deleted = 'exclude' | 'include' | 'only'
