import type { Distances } from './open-distances.ts'

/**
 * Nearest other points of each point, nearest first; of equally distant points, the one of smaller number comes first.
 */
export interface Nearest {
  readonly count: number
  /** Numbers of the points, [rows, count]. */
  readonly points: Int32Array
  /** Squared distances in the unit of the distances, [rows, count]. */
  readonly squares: Float64Array
}

/**
 * Finds the exact `count` nearest points of each point. The quick distances only rule out points that cannot be among
 * them. There have to be more than `count` points.
 */
export async function nearestPoints(distances: Distances, count: number, phase: string): Promise<Nearest> {
  const { rows, exact } = distances
  if (count >= rows) throw new RangeError(`${rows} points have no ${count} neighbours`)
  const points = new Int32Array(rows * count)
  const squares = new Float64Array(rows * count)
  const heap = new Float64Array(count)
  const order = new Int32Array(rows)
  const found = new Float64Array(rows)
  await distances.walk(phase, (point, low, high) => {
    const limit = smallestButOne(high, point, heap)
    let candidates = 0
    for (let other = 0; other < rows; other++) {
      if (low[other] > limit || other === point) continue
      order[candidates++] = other
      found[other] = exact(point, other)
    }
    const nearest = order.subarray(0, candidates).sort((a, b) => found[a] - found[b] || a - b)
    for (let k = 0; k < count; k++) {
      points[point * count + k] = nearest[k]
      squares[point * count + k] = found[nearest[k]]
    }
  })
  return { count, points, squares }
}

/**
 * Returns the heap.length-th smallest of the values except the one at `self`, by a heap with the largest held value at
 * its root.
 */
function smallestButOne(values: Float64Array, self: number, heap: Float64Array): number {
  heap.fill(Infinity)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value >= heap[0] || i === self) continue
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && heap[child + 1] > heap[child]) child++
      if (heap[child] <= value) break
      heap[at] = heap[child]
      at = child
    }
    heap[at] = value
  }
  return heap[0]
}

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
