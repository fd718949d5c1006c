import type { Context } from '../measures/context.ts'
import { distinctPoints } from '../neighbours/distinct-points.ts'
import { leaveOut } from '../neighbours/leave-out.ts'
import type { Points } from '../neighbours/load-points.ts'
import { countTooNear, findRoundedCopies } from '../neighbours/near-copies.ts'
import { nearestPoints } from '../neighbours/nearest-points.ts'
import { openDistances } from '../neighbours/open-distances.ts'

/** How the distances of neighbours grow, which is all that intrinsic dimension is estimated from. */
export interface NeighbourRatios {
  /** Points that were kept: without repetitions. */
  readonly kept: Points
  /** Points that repeat others, up to the rounding of their storage type. */
  readonly repeated: number
  /** Points that are kept and have others nearer than chance has them. */
  readonly tooNear: number
  /** log(r_n₂ / r_n₁), one per point; null with too few points for that many neighbours. */
  logarithms(n1: number, n2: number): Float64Array | null
  /** Mean distance to a neighbour, in the units of the values; null with too few points. */
  distance(rank: number): number | null
}

/** Neighbours that are looked at, at least, to tell copies from near points. */
const LEAST_NEIGHBOURS = 8

/** Ratios of neighbour distances up to neighbour `most`; copies up to the rounding of `dtype` are left out where it is given. */
export async function neighbourRatios(
  context: Context,
  given: Points,
  most: number,
  phase: string,
  dtype?: string,
): Promise<NeighbourRatios> {
  const points = distinctPoints(given)
  const count = Math.min(Math.max(most, LEAST_NEIGHBOURS), points.rows - 1)
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
