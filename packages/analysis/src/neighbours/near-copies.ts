import type { Nearest } from './nearest-points.ts'
import type { Points } from './load-points.ts'

/** Unit roundoff of each storage type. */
const ROUNDOFF: Readonly<Record<string, number>> = {
  f16: 2 ** -11,
  bf16: 2 ** -9,
  f32: 2 ** -24,
  f64: 2 ** -53,
}

/** A difference in the last bit of every value is up to 2 roundings of the point’s norm. */
const ROUNDINGS = 4

/** Share of the points that look like copies which may be neighbours by chance. */
const MOST_BY_CHANCE = 0.05

/** Probability with which a sample without copies is said to have some. */
const FALSE_ALARM = 1e-3

/** Farther than this many times as near a neighbour is never called a copy, however many directions there are. */
const LEAST_GAP = 10

/**
 * Dimension at the largest scale that was looked at, where few copies do not show: the ratio of the distances to
 * neighbours a and m, whose logarithm is about (1/a + … + 1/(m − 1)) / d, at its median. Null where half the points tie.
 */
function dimensionAtLargest({ count, squares }: Nearest): number | null {
  const near = Math.ceil(count / 2)
  const rows = squares.length / count
  const logarithms = Float64Array.from({ length: rows }, (_, i) => {
    return Math.log(squares[i * count + count - 1] / squares[i * count + near - 1]) / 2
  }).sort()
  let expected = 0
  for (let k = near; k < count; k++) expected += 1 / k
  const median = logarithms[rows >> 1]
  return median > 0 ? expected / median : null
}

/**
 * Rows that repeat an earlier one up to the rounding of the type they are stored in. They are only found where so small
 * distances are no chance: of N points of which the next one lies at r, as d dimensions have it, Σ (t/r)^d come as near
 * as t by themselves, which has to be few beside those that do. `unit` turns distances into those of the values.
 */
export function findRoundedCopies(
  points: Points,
  nearest: Nearest,
  unit: number,
  dtype: string,
): Set<number> {
  const copies = new Set<number>()
  const { rows, width, values } = points
  const { count, squares } = nearest
  const dimension = count > 1 ? dimensionAtLargest(nearest) : null
  if (dimension === null) return copies
  const tolerance = ROUNDINGS * (ROUNDOFF[dtype] ?? 0)
  let [byChance, found] = [0, 0]
  const limits = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    let norm = 0
    for (let k = i * width; k < (i + 1) * width; k++) norm += (values[k] / unit) ** 2
    limits[i] = tolerance ** 2 * norm
    const own = squares.subarray(i * count, (i + 1) * count)
    const next = own.find((square) => square > limits[i]) ?? limits[i]
    if (next > 0) byChance += (limits[i] / next) ** (dimension / 2)
    if (own[0] <= limits[i]) found++
  }
  if (found === 0 || byChance > MOST_BY_CHANCE * found) return copies
  for (let i = 0; i < rows; i++) {
    if (copies.has(i)) continue
    for (let k = i * count; k < (i + 1) * count && squares[k] <= limits[i]; k++)
      if (nearest.points[k] > i) copies.add(nearest.points[k])
  }
  return copies
}

/**
 * Number of points with neighbours that are nearer than a sample of that size has them by chance: the logarithm of
 * r_{k+1} / r_k is exponential with rate k d where the density is smooth.
 */
export function countTooNear(nearest: Nearest): number {
  const { count, squares } = nearest
  const rows = squares.length / count
  const dimension = count > 1 ? dimensionAtLargest(nearest) : null
  if (dimension === null) return 0
  const limit = Math.log(rows / FALSE_ALARM)
  let found = 0
  for (let i = 0; i < rows; i++) {
    for (let k = 1; k < count; k++) {
      const logarithm = Math.log(squares[i * count + k] / squares[i * count + k - 1]) / 2
      if (logarithm < Math.log(LEAST_GAP) || k * dimension * logarithm <= limit) continue
      found++
      break
    }
  }
  return found
}
