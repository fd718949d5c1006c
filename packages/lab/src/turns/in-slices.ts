import { takeTurn } from './take-turn.ts'

/**
 * Returns what `work` makes of the entries, in slices of at most so much weight, each with a turn of its own before it.
 * One entry that weighs more is a slice by itself.
 */
export async function inSlices<T, R>(
  entries: readonly T[],
  weigh: (entry: T) => number,
  most: number,
  work: (slice: readonly T[]) => Promise<readonly R[]>,
): Promise<R[]> {
  const results: R[] = []
  for (let from = 0, to = 0; from < entries.length; from = to) {
    for (let weight = 0; to < entries.length; to++) {
      weight += weigh(entries[to])
      if (weight > most && to > from) break
    }
    if (from > 0) await takeTurn()
    for (const result of await work(entries.slice(from, to))) results.push(result)
  }
  return results
}
