import { warn } from '../computations/context.ts'
import type { OptionValues } from '../measures/option.ts'
import type { Points } from '../neighbours/load-points.ts'
import { nearestPoints, type Nearest } from '../neighbours/nearest-points.ts'
import { openDistances, type Distances } from '../neighbours/open-distances.ts'
import type { Warning } from '../representation/representation.ts'
import { noVariance, type Pair } from './pair.ts'

/** Precision and resolution of comparisons by neighbours. */
export const EXACT = { precision: 'float64 distances of the nearest points', resolution: 2 ** -52 } as const

interface Side {
  readonly distances: Distances
  readonly nearest: Nearest
}

interface OpenedNeighbours {
  /** Null if the inputs cannot be compared; the warnings say why. */
  readonly sides: readonly [Side, Side] | null
  /** Number of neighbours of each point: as requested, or fewer if there are fewer points. */
  readonly count: number
  readonly warnings: readonly Warning[]
}

/** Finds the nearest inputs of every input in both representations. */
export async function openNeighbours(
  pair: Pair,
  options: OptionValues,
  asked: number,
): Promise<OpenedNeighbours> {
  const both = await pair.points(options.points as number)
  const { rows } = both[0]
  const warnings: Warning[] = []
  if (rows < pair.rows)
    warnings.push(warn('POINTS_SAMPLED', `Distances are between ${rows} of the ${pair.rows} rows.`))
  if (rows < 3) {
    warnings.push(warn('TOO_FEW_POINTS', `Neighbours need three rows; there are ${rows}.`))
    return { sides: null, count: 0, warnings }
  }
  if (both.some(isConstant)) return { sides: null, count: 0, warnings: [...warnings, noVariance] }
  const count = Math.min(asked, rows - 1)
  if (count < asked)
    warnings.push(warn('FEWER_NEIGHBOURS', `Of ${rows} rows each has ${count} others, fewer than ${asked}.`))
  const open = async (points: Points, side: string) => {
    const distances = openDistances(pair.context, points)
    return { distances, nearest: await nearestPoints(distances, count, `Neighbours, ${side}`) }
  }
  const sides = [await open(both[0], 'first'), await open(both[1], 'second')] as const
  const tied = Math.max(...sides.map(({ nearest }) => countRepeated(nearest)))
  if (tied > 0)
    warnings.push(
      warn('DUPLICATE_POINTS', `${tied} of ${rows} rows are repeated by others: of equally near rows the earlier one counts as nearer.`),
    ) // prettier-ignore
  return { sides, count, warnings }
}

function isConstant({ rows, width, values }: Points): boolean {
  for (let at = width; at < rows * width; at++) if (values[at] !== values[at - width]) return false
  return true
}

/** Returns the number of points that have another point at distance 0. */
function countRepeated({ count, squares }: Nearest): number {
  let repeated = 0
  for (let at = 0; at < squares.length; at += count) if (squares[at] === 0) repeated++
  return repeated
}
