import type { Distances } from './open-distances.ts'
import type { Nearest } from './nearest-points.ts'

/**
 * For each point, the mean rank that its given neighbours have by these distances: 1 for the nearest. Of equally distant
 * points the smaller number comes first. Exact: what the quick distances leave open is measured.
 */
export async function rankPoints(distances: Distances, given: Nearest, phase: string): Promise<Float64Array> {
  const { rows, exact } = distances
  const ranks = new Float64Array(rows)
  await distances.walk(phase, (point, low, high, offset) => {
    for (let k = 0; k < given.count; k++) {
      const target = given.points[point * given.count + k]
      const square = exact(point, target)
      // The offset is rounded too, which a share of the largest term allows for.
      const key = square - offset
      const slack = 2 ** -50 * (square + offset)
      let rank = 1
      for (let other = 0; other < rows; other++) {
        if (other === point || other === target || low[other] > key + slack) continue
        if (high[other] < key - slack) rank++
        else {
          const rival = exact(point, other)
          if (rival < square || (rival === square && other < target)) rank++
        }
      }
      ranks[point] += rank / given.count
    }
  })
  return ranks
}
