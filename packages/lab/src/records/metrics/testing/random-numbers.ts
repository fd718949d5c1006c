/** Returns a small, fast generator of reproducible numbers from 0 to 1. */
export function randomNumbers(seed: number): () => number {
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
}
