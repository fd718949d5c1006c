import { badInput } from '../errors/lab-error.ts'
import type { OrderKey } from './order-key.ts'

/** Order by one field; several apply one after the other. */
export interface FieldOrder<F extends string> {
  readonly field: F
  /** Direction of the order; "asc" by default. */
  readonly direction?: 'asc' | 'desc' | null
}

/** Values by which a list can be ordered, by field; a value can be missing only where `nullable` says so. */
export type OrderFields<F extends string> = Readonly<
  Record<F, Pick<OrderKey, 'expression' | 'type'> & { readonly nullable?: boolean }>
>

const maxOrders = 10

/** Throws BAD_USER_INPUT for too many orders: each is a column to sort by. */
export function limitOrders(orders: readonly unknown[]): void {
  if (orders.length > maxOrders)
    throw badInput('orderBy', `${orders.length} orders are too many`, `Give at most ${maxOrders}`)
}

/** Throws BAD_USER_INPUT unless exactly one of these values is given. */
export function requireOne(path: string, values: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(values)
  const given = names.filter((name) => values[name] != null)
  if (given.length === 1) return
  const which = given.length === 0 ? 'none' : given.join(' and ')
  throw badInput(path, `it has ${which} of ${names.join(', ')}`, 'Give exactly one of them')
}

/** Returns the keys of an order; `last`, by which no two rows are equal, comes last. */
export function orderKeys<F extends string>(
  fields: OrderFields<F>,
  orders: readonly FieldOrder<F>[],
  last: OrderKey,
): OrderKey[] {
  limitOrders(orders)
  const keys = orders.map(({ field, direction }) => ({
    ...fields[field],
    nullable: fields[field].nullable ?? false,
    descending: direction === 'desc',
  }))
  return [...keys, last]
}
