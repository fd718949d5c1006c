import type { Context } from '../computations/context.ts'
import { countTooNear, distinctPoints, findRoundedCopies, leaveOut } from '../neighbours/copies.ts'
import type { Points } from '../neighbours/load-points.ts'
import { nearestPoints } from '../neighbours/nearest-points.ts'
import { openDistances } from '../neighbours/open-distances.ts'

/** Ratios of neighbour distances, the basis of every estimate of intrinsic dimension. */
export interface NeighbourRatios {
  /** Points without repetitions. */
  readonly kept: Points
  /** Number of points that repeat others, up to the rounding of their storage type. */
  readonly repeated: number
  /** Number of kept points with others nearer than chance explains. */
  readonly tooNear: number
  /** Returns log(r_n₂ / r_n₁), one per point; null if there are too few points for that many neighbours. */
  logarithms(n1: number, n2: number): Float64Array | null
  /**
   * Returns the mean distance to the neighbour of this rank, in the units of the values; null if there are too few
   * points.
   */
  distance(rank: number): number | null
}

/** Smallest number of neighbours that is examined in order to tell copies from near points. */
const MIN_NEIGHBOURS = 8

/**
 * Returns the ratios of neighbour distances up to neighbour `most`. If `dtype` is given, copies up to its rounding are
 * left out.
 */
export async function neighbourRatios(
  context: Context,
  given: Points,
  most: number,
  phase: string,
  dtype?: string,
): Promise<NeighbourRatios> {
  const points = distinctPoints(given)
  const count = Math.min(Math.max(most, MIN_NEIGHBOURS), points.rows - 1)
  const distances = openDistances(context, points)
  const nearest = count > 0 ? await nearestPoints(distances, count, phase) : null
  if (nearest && dtype !== undefined) {
    const copies = findRoundedCopies(points, nearest, distances.unit, dtype)
    if (copies.size > 0) {
      const ratios = await neighbourRatios(context, leaveOut(points, copies), most, phase, dtype)
      return { ...ratios, repeated: given.rows - ratios.kept.rows }
    }
  }
  const square = (point: number, rank: number) => nearest!.squares[point * count + rank - 1]
  const has = (rank: number) => nearest !== null && rank <= count
  return {
    kept: points,
    repeated: given.rows - points.rows,
    tooNear: nearest ? countTooNear(nearest) : 0,
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
