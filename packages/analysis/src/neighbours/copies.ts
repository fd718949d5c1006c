import type { Points } from './load-points.ts'
import type { Nearest } from './nearest-points.ts'

/** Returns the points without those that repeat an earlier one value by value. */
export function distinctPoints(points: Points): Points {
  const { rows, width, values } = points
  const rowsByHash = new Map<number, number[]>()
  const repeated = new Set<number>()
  const isSame = (a: number, b: number) => {
    for (let k = 0; k < width; k++) if (values[a * width + k] !== values[b * width + k]) return false
    return true
  }
  for (let row = 0; row < rows; row++) {
    const hash = hashRow(values, row * width, width)
    const alike = rowsByHash.get(hash)
    if (alike?.some((other) => isSame(other, row))) repeated.add(row)
    else if (alike) alike.push(row)
    else rowsByHash.set(hash, [row])
  }
  return leaveOut(points, repeated)
}

const double = new Float64Array(1)
const words = new Int32Array(double.buffer)

/** Returns the FNV-1a hash of the words of the values; −0 counts as 0. */
function hashRow(values: Float32Array | Float64Array, from: number, width: number): number {
  let hash = 0x811c9dc5 | 0
  for (let k = from; k < from + width; k++) {
    double[0] = values[k] + 0
    hash = Math.imul(hash ^ words[0], 0x01000193)
    hash = Math.imul(hash ^ words[1], 0x01000193)
  }
  return hash
}

/** Returns the points without those of the numbers `left`. */
export function leaveOut(points: Points, left: ReadonlySet<number>): Points {
  if (left.size === 0) return points
  const { width, values } = points
  const kept = Array.from({ length: points.rows }, (_, row) => row).filter((row) => !left.has(row))
  const rest = values.slice(0, kept.length * width)
  kept.forEach((row, to) => rest.set(values.subarray(row * width, (row + 1) * width), to * width))
  return { rows: kept.length, width, values: rest }
}

/** Unit roundoff of each storage type. */
const ROUNDOFF: Readonly<Record<string, number>> = {
  f16: 2 ** -11,
  bf16: 2 ** -9,
  f32: 2 ** -24,
  f64: 2 ** -53,
}

/**
 * Largest multiple of the unit roundoff times the norm of a point at which another point is its copy: a difference in
 * the last bit of every value is up to 2.
 */
const ROUNDINGS = 4

/** Largest share of the apparent copies that chance may explain. */
const MAX_SHARE_BY_CHANCE = 0.05

/** Probability with which copies are reported in a sample without copies. */
const FALSE_ALARM = 1e-3

/** Smallest ratio of consecutive neighbour distances at which the nearer points count as too near, in any dimension. */
const MIN_GAP = 10

/**
 * Returns the intrinsic dimension at the largest available scale, where few copies do not matter: from the median ratio
 * of the distances to neighbours a and m, the logarithm of which is about (1/a + … + 1/(m − 1)) / d. Null if half the
 * points tie.
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
 * Returns the rows that repeat an earlier one up to the rounding of their storage type. They count as copies only if
 * chance does not explain such small distances: of N points with the next neighbour at r in d dimensions, Σ (t/r)^d
 * come as near as t by chance, which has to be few beside the number found. `unit` converts distances into those of the
 * values.
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
  if (found === 0 || byChance > MAX_SHARE_BY_CHANCE * found) return copies
  for (let i = 0; i < rows; i++) {
    if (copies.has(i)) continue
    for (let k = i * count; k < (i + 1) * count && squares[k] <= limits[i]; k++)
      if (nearest.points[k] > i) copies.add(nearest.points[k])
  }
  return copies
}

/**
 * Returns the number of points with neighbours that are nearer than chance explains in a sample of that size: the
 * logarithm of r_{k+1} / r_k is exponential with rate k d where the density is smooth.
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
      if (logarithm < Math.log(MIN_GAP) || k * dimension * logarithm <= limit) continue
      found++
      break
    }
  }
  return found
}
