/**
 * A part of a long list: the first `first` after a cursor, or the last `last` before one. Sizes are clamped rather than
 * refused.
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
  /** Computed when asked for: it costs a statement. */
  totalCount(): Promise<number>
}

const usual = 50
const most = 500

export function pageSize({ first, last }: PageRequest): number {
  return Math.min(most, Math.max(0, Math.floor(first ?? last ?? usual)))
}

export const emptyPage: Page<never> = {
  nodes: [],
  cursors: [],
  hasNextPage: false,
  hasPreviousPage: false,
  totalCount: async () => 0,
}
