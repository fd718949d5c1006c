import type { RunOrder } from '@mitoscope/schema/documents'
import { findColumn, type Column } from './columns.ts'

/** Data that a page of runs is queried for, so that its columns can be shown and no more. */
export interface ColumnNeeds {
  readonly metrics: string[]
  readonly withMetrics: boolean
  readonly withExtremes: boolean
  readonly measures: string[]
  readonly withAnalyses: boolean
  readonly withConfig: boolean
}

/** The variables of the query that columns need; in whichever order these are, they are the same. */
export function needsOf(columns: readonly Column[]): ColumnNeeds {
  const metrics = namesOf(columns).sort()
  const measures = [...new Set(columns.flatMap(({ scalar }) => scalar?.measure ?? []))].sort()
  return {
    metrics,
    withMetrics: metrics.length > 0,
    withExtremes: columns.some(isExtreme),
    measures,
    withAnalyses: measures.length > 0,
    withConfig: columns.some(({ config }) => config !== undefined),
  }
}

/**
 * Maximum number of metrics that are followed, those of the first columns: a change of 20 runs stays below
 * 10 kB.
 */
const mostFollowed = { last: 4, withExtremes: 2 }

/** The variables of the subscription to what changes while runs are trained. */
export function followedOf(columns: readonly Column[]) {
  const withExtremes = columns.some(isExtreme)
  const most = withExtremes ? mostFollowed.withExtremes : mostFollowed.last
  const metrics = namesOf(columns).slice(0, most)
  const withNotes = columns.some(({ id }) => id === 'notes')
  return { metrics, withMetrics: metrics.length > 0, withExtremes, withNotes }
}

function namesOf(columns: readonly Column[]): string[] {
  return [...new Set(columns.flatMap(({ metric }) => metric?.name ?? []))]
}

function isExtreme({ metric }: Column): boolean {
  return metric !== undefined && metric.value !== 'LAST'
}

/** The order of an address, "-" before a column for the largest first, as the server takes it. */
export function toOrder(order: string): RunOrder[] | undefined {
  const column = findColumn(order.replace(/^-/, ''))
  return column?.order && [{ ...column.order, direction: order.startsWith('-') ? 'DESC' : 'ASC' }]
}
