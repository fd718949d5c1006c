import { createHash } from 'node:crypto'
import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import { badInput } from '../errors/lab-error.ts'
import type { OrderKey } from './order-key.ts'

/**
 * Part of a long list: the first `first` entries after a cursor, or the last `last` before one. Sizes above
 * the limit are reduced to it.
 */
export interface PageRequest {
  readonly first?: number | null
  readonly after?: string | null
  readonly last?: number | null
  readonly before?: string | null
}

export interface Page<T> {
  readonly nodes: readonly T[]
  readonly cursors: readonly string[]
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  /** Counts all entries, on demand because it costs a statement. */
  totalCount(): Promise<number>
}

const defaultPageSize = 50
const maxPageSize = 500

function pageSize({ first, last }: PageRequest): number {
  return Math.min(maxPageSize, Math.max(0, Math.floor(first ?? last ?? defaultPageSize)))
}

export const emptyPage: Page<never> = {
  nodes: [],
  cursors: [],
  hasNextPage: false,
  hasPreviousPage: false,
  totalCount: async () => 0,
}

/** Parts of a statement that reads one page, and the function that builds the page from its rows. */
interface PagePlan {
  /** Values of the cursor, to be selected as the column `cursor`. */
  readonly cursor: RawBuilder<unknown>
  readonly where: RawBuilder<boolean>
  readonly orderBy: RawBuilder<unknown>
  /** Number of rows to read: one more than the page, which shows if there are more. */
  readonly limit: number
  toPage<T extends PageRow>(rows: readonly T[], totalCount: () => Promise<number>): Page<Omit<T, 'cursor'>>
}

export interface PageRow {
  readonly cursor: readonly (string | null)[]
}

/**
 * Plans a page by keyset pagination: a page begins after the values of a cursor, so that entries inserted or
 * removed before it shift nothing. The last key must be unique. `describe` identifies the order: a cursor is
 * valid only for its own. Throws BAD_USER_INPUT for an invalid cursor, or one of another list.
 */
export function planPage(keys: readonly OrderKey[], request: PageRequest, describe: unknown): PagePlan {
  const order = createHash('sha256')
    .update(JSON.stringify(describe ?? null))
    .digest('base64url')
    .slice(0, 8)
  const backward = typeof request.last === 'number' && typeof request.first !== 'number'
  const size = pageSize(request)
  const bounds: RawBuilder<boolean>[] = []
  for (const argument of ['after', 'before'] as const) {
    const cursor = request[argument]
    if (typeof cursor !== 'string') continue
    const values = parseCursor(argument, cursor, order, keys)
    if (!values) throw invalidCursor(argument, cursor)
    bounds.push(beyond(keys, values, argument === 'before'))
  }
  return {
    cursor: sql`array[${sql.join(keys.map(({ type, expression }) => type.write(expression)))}]`,
    where: bounds.length > 0 ? sql`${sql.join(bounds, sql` and `)}` : sql`true`,
    orderBy: sql.join(keys.map((key) => sortBy(key, backward))),
    limit: size + 1,
    toPage(rows, totalCount) {
      const kept = rows.slice(0, size)
      const more = rows.length > size
      if (backward) kept.reverse()
      return {
        nodes: kept.map(({ cursor: _, ...node }) => node),
        cursors: kept.map(({ cursor }) => encodeCursor({ order, values: cursor })),
        hasNextPage: backward ? typeof request.before === 'string' : more,
        hasPreviousPage: backward ? more : typeof request.after === 'string',
        totalCount,
      }
    },
  }
}

function sortBy({ expression, descending, nullable }: OrderKey, backward: boolean) {
  const direction = descending === backward ? sql`asc` : sql`desc`
  const nulls = backward ? sql`nulls first` : sql`nulls last`
  return nullable ? sql`${expression} ${direction} ${nulls}` : sql`${expression} ${direction}`
}

function invalidCursor(argument: string, given: string) {
  const shown = JSON.stringify(given.slice(0, 100))
  return badInput(
    argument,
    `${shown} is not a cursor`,
    'Give the endCursor or startCursor of a page of the same list',
  )
}

/** Parses the values of a cursor; undefined if it is invalid. Throws BAD_USER_INPUT for a cursor of another order. */
function parseCursor(argument: string, text: string, order: string, keys: readonly OrderKey[]) {
  const cursor = decodeCursor(text)
  if (!cursor) return undefined
  if (cursor.order !== order)
    throw badInput(argument, 'the cursor belongs to a list in another order', 'Begin without a cursor')
  if (cursor.values.length !== keys.length) return undefined
  const values: (RawBuilder<unknown> | null)[] = []
  for (const [i, value] of cursor.values.entries()) {
    const parsed = value === null ? null : keys[i].type.parse(value)
    if (parsed === undefined || (parsed === null && !keys[i].nullable)) return undefined
    values.push(parsed)
  }
  return values
}

/** Returns the condition that a row stands after the values, or before them: by the first key, then by the next. */
function beyond(
  keys: readonly OrderKey[],
  values: readonly (RawBuilder<unknown> | null)[],
  flip: boolean,
): RawBuilder<boolean> {
  const [key, ...otherKeys] = keys
  const [value, ...otherValues] = values
  const strictly = passes(key, value, flip)
  if (otherKeys.length === 0) return strictly
  const equal = value === null ? sql`${key.expression} is null` : sql`${key.expression} = ${value}`
  return sql`(${strictly} or (${equal} and ${beyond(otherKeys, otherValues, flip)}))`
}

function passes(
  { expression, descending, nullable }: OrderKey,
  value: RawBuilder<unknown> | null,
  flip: boolean,
): RawBuilder<boolean> {
  if (value === null) return flip ? sql`${expression} is not null` : sql`false`
  const compared =
    descending === flip ? sql<boolean>`${expression} > ${value}` : sql<boolean>`${expression} < ${value}`
  return nullable && !flip ? sql`(${compared} or ${expression} is null)` : compared
}

/** Selects the page of a plan: `selected` are the columns to read of each row of `all`. */
export async function selectPage<TB extends keyof Tables, O>(
  plan: PagePlan,
  all: SelectQueryBuilder<Tables, TB, object>,
  selected: SelectQueryBuilder<Tables, TB, O>,
): Promise<Page<O>> {
  const rows = await selected
    .select(plan.cursor.$castTo<PageRow['cursor']>().as('cursor'))
    .where(plan.where)
    .orderBy(plan.orderBy)
    .limit(plan.limit)
    .execute()
  return plan.toPage(rows as unknown as (O & PageRow)[], async () => {
    const counted = all.select(({ fn }) => fn.countAll<number>().as('count'))
    return Number(((await counted.executeTakeFirstOrThrow()) as { count: number }).count)
  }) as Page<O>
}

/** Selects a page with all columns of `table`, of rows described in SQL: "table where …". */
export async function selectTablePage<T>(
  db: Queries,
  plan: PagePlan,
  table: keyof Tables & string,
  from: RawBuilder<unknown>,
): Promise<Page<T>> {
  const { rows } = await sql<T & PageRow>`
    select ${sql.table(table)}.*, ${plan.cursor} as cursor from ${from} and ${plan.where}
    order by ${plan.orderBy} limit ${plan.limit}`.execute(db)
  return plan.toPage(rows, async () => {
    const counted = await sql<{ count: number }>`select count(*) as count from ${from}`.execute(db)
    return counted.rows[0].count
  }) as Page<T>
}

/** Position of an entry: the values of its order and its id, as text; null for a missing value. */
interface Cursor {
  /** Order to which the cursor belongs. */
  readonly order: string
  readonly values: readonly (string | null)[]
}

function encodeCursor({ order, values }: Cursor): string {
  return Buffer.from(JSON.stringify([order, ...values])).toString('base64url')
}

/** Decodes a cursor; undefined for text that is no cursor of this lab. */
function decodeCursor(cursor: string): Cursor | undefined {
  try {
    const [order, ...values]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (typeof order !== 'string') return undefined
    if (!values.every((value) => value === null || typeof value === 'string')) return undefined
    return { order, values: values as (string | null)[] }
  } catch {
    return undefined
  }
}
