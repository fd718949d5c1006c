import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { badInput } from '../errors/lab-error.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { OrderKey } from './order-key.ts'
import { pageSize, type Page, type PageRequest } from './page.ts'

/** The parts of a statement that reads one page, and what makes the page of its rows. */
export interface PagePlan {
  /** The cursor's values, to select as the column `cursor`. */
  readonly cursor: RawBuilder<unknown>
  readonly where: RawBuilder<boolean>
  readonly orderBy: RawBuilder<unknown>
  /** One more than the page holds, which tells whether there are more. */
  readonly limit: number
  toPage<T extends PageRow>(rows: readonly T[], totalCount: () => Promise<number>): Page<Omit<T, 'cursor'>>
}

export interface PageRow {
  readonly cursor: readonly (string | null)[]
}

/**
 * Keyset pagination: a page begins after the values of a cursor, so that entries that come or go before it shift
 * nothing. The last key must be unique. `describe` tells orders apart: a cursor serves its own only. Throws BAD_USER_INPUT
 * for a cursor of another list, or that is none.
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
    const values = readCursor(argument, cursor, order, keys)
    if (!values) throw noCursor(argument, cursor)
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

function noCursor(argument: string, given: string) {
  const shown = JSON.stringify(given.slice(0, 100))
  return badInput(
    argument,
    `${shown} is no cursor`,
    'Give the endCursor or startCursor of a page of the same list',
  )
}

/** The values of a cursor; undefined for what is none. Throws BAD_USER_INPUT for a cursor of another order. */
function readCursor(argument: string, text: string, order: string, keys: readonly OrderKey[]) {
  const cursor = decodeCursor(text)
  if (!cursor) return undefined
  if (cursor.order !== order)
    throw badInput(argument, 'the cursor belongs to a list in another order', 'Begin without a cursor')
  if (cursor.values.length !== keys.length) return undefined
  const values: (RawBuilder<unknown> | null)[] = []
  for (const [i, value] of cursor.values.entries()) {
    const read = value === null ? null : keys[i].type.read(value)
    if (read === undefined || (read === null && !keys[i].nullable)) return undefined
    values.push(read)
  }
  return values
}

/** Whether a row stands after the values, or before them: first by the first key, among equals by the next. */
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
