import type { Points } from './load-points.ts'
import type { Nearest } from './nearest-points.ts'

/** Largest relative difference of two neighbouring numbers of the stored precision. */
const lastBit = (values: Points['values']) => (values instanceof Float64Array ? 2 ** -52 : 2 ** -23)

/**
 * Points that one of their nearest, of a smaller number, equals but for the last bits of its values: the same input,
 * computed twice. `unit` is that of the distances.
 */
export function roundedRepeats({ rows, width, values }: Points, nearest: Nearest, unit: number): Set<number> {
  const repeats = new Set<number>()
  const rounding = (2 * lastBit(values)) ** 2
  for (let point = 0; point < rows; point++) {
    let square = 0
    for (let at = point * width; at < (point + 1) * width; at++) square += (values[at] / unit) ** 2
    for (let k = point * nearest.count; k < (point + 1) * nearest.count; k++) {
      if (nearest.squares[k] > rounding * square) break
      if (nearest.points[k] > point) continue
      repeats.add(point)
      break
    }
  }
  return repeats
}
