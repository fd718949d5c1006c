/** Number of runs per request: requests are limited in size, and the page shows progress between them. */
const batchSize = 500

/** Does something to many, one batch after another; false as soon as one did not succeed. */
export async function inBatches<T>(
  all: readonly T[],
  act: (some: T[]) => Promise<boolean>,
): Promise<boolean> {
  for (let from = 0; from < all.length; from += batchSize)
    if (!(await act(all.slice(from, from + batchSize)))) return false
  return true
}
