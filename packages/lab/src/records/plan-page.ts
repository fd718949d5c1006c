import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { badInput } from '../errors/lab-error.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { OrderKey } from './order-key.ts'
import { pageSize, type Page, type PageRequest } from './page.ts'

/** Parts of a statement that reads one page, and the function that builds the page from its rows. */
export interface PagePlan {
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
    `${shown} is not a cursor`,
    'Give the endCursor or startCursor of a page of the same list',
  )
}

/** Parses the values of a cursor; undefined if it is invalid. Throws BAD_USER_INPUT for a cursor of another order. */
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
