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
