/** Returns the indices of one bootstrap sample of n items, drawn with replacement; `random` is uniform in [0, 1). */
export function resample(n: number, random: () => number): number[] {
  return Array.from({ length: n }, () => Math.floor(random() * n))
}
