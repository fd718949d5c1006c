/** Value that is not equal in all compared sets. */
export interface Difference {
  readonly path: string
  /** Values in the order of the sets; undefined if a set lacks the path. */
  readonly values: readonly unknown[]
}

/** Lists the paths at which several sets of values differ, in order. */
export function listDifferences(sets: readonly ReadonlyMap<string, unknown>[]): Difference[] {
  const paths = new Set(sets.flatMap((set) => [...set.keys()]))
  const differences: Difference[] = []
  for (const path of [...paths].toSorted()) {
    const values = sets.map((set) => set.get(path))
    if (new Set(values.map((value) => canonical(value))).size > 1) differences.push({ path, values })
  }
  return differences
}

/** Returns a text that is equal for equal JSON, whatever the order of its names. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? 'missing'
  )
}
