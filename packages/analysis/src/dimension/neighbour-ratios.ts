import type { Context } from '../measures/context.ts'
import { distinctPoints } from '../neighbours/distinct-points.ts'
import { leaveOut } from '../neighbours/leave-out.ts'
import type { Points } from '../neighbours/load-points.ts'
import { nearestPoints } from '../neighbours/nearest-points.ts'
import { openDistances } from '../neighbours/open-distances.ts'
import { roundedRepeats } from '../neighbours/rounded-repeats.ts'

/** How the distances of neighbours grow, which is all that intrinsic dimension is estimated from. */
export interface NeighbourRatios {
  /** Points that were kept: without repetitions. */
  readonly points: number
  /** Points that repeat others, to the last bits of their values. */
  readonly repeated: number
  /** log(r_n₂ / r_n₁), one per point; null with too few points for that many neighbours. */
  logarithms(n1: number, n2: number): Float64Array | null
  /** Mean distance to a neighbour, in the units of the values; null with too few points. */
  distance(rank: number): number | null
}

/** Ratios of neighbour distances up to neighbour `most`. */
export async function neighbourRatios(
  context: Context,
  given: Points,
  most: number,
  phase: string,
): Promise<NeighbourRatios> {
  const { points, distances, nearest, count } = await nearestDistinct(context, given, most, phase)
  const square = (point: number, rank: number) => nearest!.squares[point * count + rank - 1]
  const has = (rank: number) => nearest !== null && rank <= count
  return {
    points: points.rows,
    repeated: given.rows - points.rows,
    logarithms: (n1, n2) =>
      has(n2)
        ? Float64Array.from({ length: points.rows }, (_, i) => Math.log(square(i, n2) / square(i, n1)) / 2)
        : null,
    distance: (rank) => {
      if (!has(rank)) return null
      let sum = 0
      for (let i = 0; i < points.rows; i++) sum += Math.sqrt(square(i, rank))
      return (sum / points.rows) * distances.unit
    },
  }
}

/** Nearest neighbours among the points that differ by more than rounding; of those that do not, the first is kept. */
async function nearestDistinct(context: Context, given: Points, most: number, phase: string) {
  for (let points = distinctPoints(given); ;) {
    const count = Math.min(most, points.rows - 1)
    const distances = openDistances(context, points)
    const nearest = count > 0 ? await nearestPoints(distances, count, phase) : null
    const repeats = nearest ? roundedRepeats(points, nearest, distances.unit) : new Set<number>()
    if (repeats.size === 0) return { points, distances, nearest, count }
    points = leaveOut(points, repeats)
  }
}
