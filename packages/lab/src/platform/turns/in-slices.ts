import { takeTurn } from './take-turn.ts'

/**
 * Applies `work` to the entries in slices of limited weight, with a turn before each, and returns the
 * results. A single heavier entry forms its own slice.
 */
export async function inSlices<T, R>(
  entries: readonly T[],
  weigh: (entry: T) => number,
  maxWeight: number,
  work: (slice: readonly T[]) => Promise<readonly R[]>,
): Promise<R[]> {
  const results: R[] = []
  for (let from = 0, to = 0; from < entries.length; from = to) {
    for (let weight = 0; to < entries.length; to++) {
      weight += weigh(entries[to])
      if (weight > maxWeight && to > from) break
    }
    if (from > 0) await takeTurn()
    for (const result of await work(entries.slice(from, to))) results.push(result)
  }
  return results
}
