/** Ratio of two times over pairs, with its interval. */
export interface RatioInterval {
  readonly ratio: number
  readonly low: number
  readonly high: number
  /** Exact probability that the interval holds the true ratio. */
  readonly coverage: number
}

/** Fewer pairs have no interval of 95 %: the widest, from the smallest to the largest ratio, holds less. */
export const fewestPairs = 6

/**
 * Returns the ratio b / a of paired positive times [n] and its interval of at least 95 %, by inverting Wilcoxon's
 * signed-rank test on the logarithms of the pairs' ratios (Hodges and Lehmann 1963; Hollander, Wolfe and Chicken,
 * Nonparametric Statistical Methods, section 3.3). The ratio is the median over the means of all two of them, each with
 * itself included. The coverage is exact for any n where the logarithms are symmetric about the true ratio, as they are
 * if both times scatter alike; no normal distribution is assumed, and none is approached by resampling few pairs. If one
 * of the two alone is delayed now and then, it falls with the number of pairs (interval.test.ts).
 * Throws a RangeError for fewer than six pairs, or times that are not positive.
 */
export function ratioInterval(a: readonly number[], b: readonly number[]): RatioInterval {
  const n = a.length
  if (b.length !== n) throw new RangeError(`${n} times cannot be paired with ${b.length}`)
  if (n < fewestPairs) throw new RangeError(`An interval of 95 % needs ${fewestPairs} pairs; there are ${n}`)
  const wrong = [...a, ...b].find((time) => !(time > 0 && Number.isFinite(time)))
  if (wrong !== undefined) throw new RangeError(`A time must be positive and finite; one is ${wrong}`)
  const logs = a.map((time, i) => Math.log(b[i] / time))
  const means = logs.flatMap((x, i) => logs.slice(i).map((y) => (x + y) / 2)).toSorted((x, y) => x - y)
  const { cut, coverage } = cutFor(n)
  return {
    ratio: Math.exp(median(means)),
    low: Math.exp(means[cut]),
    high: Math.exp(means[means.length - 1 - cut]),
    coverage,
  }
}

/** Number of means to leave out at either end: as many as keep 95 %. */
function cutFor(n: number): { cut: number; coverage: number } {
  const counts = countRankSums(n)
  const all = 2 ** n
  let cut = 0
  let below = counts[0]
  while (below + counts[cut + 1] <= 0.025 * all) below += counts[++cut]
  return { cut, coverage: 1 - (2 * below) / all }
}

/** Counts the subsets of the ranks 1 … n by their sum: the distribution of the statistic, times 2^n. */
function countRankSums(n: number): number[] {
  const counts = new Array<number>((n * (n + 1)) / 2 + 1).fill(0)
  counts[0] = 1
  for (let rank = 1; rank <= n; rank++)
    for (let sum = counts.length - 1; sum >= rank; sum--) counts[sum] += counts[sum - rank]
  return counts
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((x, y) => x - y)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
