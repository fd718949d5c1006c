/** Ways in which the error of k networks together may come near its limit: as 1/k, and as slowly as 1/√k. */
export const APPROACHES = [1, 0.5] as const

/** Largest number of networks of which every set is judged; of more, the runs in a ring and their neighbours. */
const ALL_SETS = 5

/** Function that judges networks together on every test input: one value per input, [rows]. */
export type JudgeTogether = (runs: readonly number[]) => ArrayLike<number>

/**
 * Extrapolates what K networks together do on each test input to infinitely many: for each input the intercept of
 * the least-squares line of its mean over sets of k = 1 … K networks against 1/k, or 1/√k, one per approach. The seeds' pseudo-
 * values of the jackknife are returned, [approach][seed][rows], so that their mean is the extrapolation and their
 * spread its error over seeds. For two networks, which cannot be left out one by one, it is the extrapolation alone,
 * as if of one seed; null for a single one.
 */
export function extrapolateEnsembles(count: number, judge: JudgeTogether): Float64Array[][] | null {
  if (count < 2) return null
  // Sums over the sets of k networks: of all, and of those without each network.
  const all: (Float64Array | null)[] = new Array(count + 1).fill(null)
  const without = Array.from({ length: count }, () => new Array<Float64Array | null>(count + 1).fill(null))
  const sets = new Array<number>(count + 1).fill(0)
  const setsWithout = Array.from({ length: count }, () => new Array<number>(count + 1).fill(0))
  for (const set of listSets(count)) {
    const judged = judge(set)
    const k = set.length
    all[k] = add(all[k], judged)
    sets[k]++
    for (let run = 0; run < count; run++) {
      if (set.includes(run)) continue
      without[run][k] = add(without[run][k], judged)
      setsWithout[run][k]++
    }
  }
  return APPROACHES.map((approach) => {
    const whole = intercept(all, sets, count, approach)
    if (count === 2) return [whole]
    return without.map((sums, run) => {
      const rest = intercept(sums, setsWithout[run], count - 1, approach)
      return whole.map((value, n) => count * value - (count - 1) * rest[n])
    })
  })
}

/** Returns the weights of the errors of k = 1 … K networks in the intercept against k^−approach. */
export function interceptWeights(count: number, approach: number): number[] {
  const x = Array.from({ length: count }, (_, i) => (i + 1) ** -approach)
  const mean = x.reduce((sum, value) => sum + value, 0) / count
  const squares = x.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return x.map((value) => 1 / count - (mean * (value - mean)) / squares)
}

function intercept(
  sums: readonly (Float64Array | null)[],
  sets: readonly number[],
  count: number,
  approach: number,
): Float64Array {
  const result = new Float64Array(sums[1]!.length)
  interceptWeights(count, approach).forEach((weight, i) => {
    const [sum, of] = [sums[i + 1]!, sets[i + 1]]
    for (let n = 0; n < result.length; n++) result[n] += (weight * sum[n]) / of
  })
  return result
}

function add(sum: Float64Array | null, values: ArrayLike<number>): Float64Array {
  const result = sum ?? new Float64Array(values.length)
  for (let n = 0; n < result.length; n++) result[n] += values[n]
  return result
}

/** Lists sets of networks of every number, each network in equally many of them. */
function listSets(count: number): number[][] {
  if (count <= ALL_SETS)
    return Array.from({ length: 2 ** count - 1 }, (_, i) =>
      Array.from({ length: count }, (__, run) => run).filter((run) => ((i + 1) >> run) & 1),
    )
  return Array.from({ length: count }, (_, k) =>
    Array.from({ length: k + 1 === count ? 1 : count }, (__, first) =>
      Array.from({ length: k + 1 }, (___, i) => (first + i) % count),
    ),
  ).flat()
}
