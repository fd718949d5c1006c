import type { Distances } from './open-distances.ts'
import type { Nearest } from './nearest-points.ts'

/**
 * Returns for each point the mean rank of its given neighbours by these distances; the nearest has rank 1. Of equally
 * distant points the one of smaller number comes first. Ranks that the quick distances leave open are decided by exact
 * distances.
 */
export async function rankPoints(distances: Distances, given: Nearest, phase: string): Promise<Float64Array> {
  const { rows, exact } = distances
  const ranks = new Float64Array(rows)
  await distances.walk(phase, (point, low, high, offset) => {
    for (let k = 0; k < given.count; k++) {
      const target = given.points[point * given.count + k]
      const square = exact(point, target)
      // The offset is rounded too; a share of the largest term allows for that.
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
