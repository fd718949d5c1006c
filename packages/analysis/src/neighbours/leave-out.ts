import type { Points } from './load-points.ts'

/** Returns the points without those of the numbers `left`. */
export function leaveOut(points: Points, left: ReadonlySet<number>): Points {
  if (left.size === 0) return points
  const { width, values } = points
  const kept = Array.from({ length: points.rows }, (_, row) => row).filter((row) => !left.has(row))
  const rest = values.slice(0, kept.length * width)
  kept.forEach((row, to) => rest.set(values.subarray(row * width, (row + 1) * width), to * width))
  return { rows: kept.length, width, values: rest }
}
