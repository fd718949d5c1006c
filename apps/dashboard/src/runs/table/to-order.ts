import type { RunOrder } from '@mitoscope/schema/documents'
import { findColumn } from './columns.ts'

/** The order of an address, "-" before a column for the largest first, as the server takes it. */
export function toOrder(order: string): RunOrder[] | undefined {
  const column = findColumn(order.replace(/^-/, ''))
  return column?.order && [{ ...column.order, direction: order.startsWith('-') ? 'DESC' : 'ASC' }]
}
