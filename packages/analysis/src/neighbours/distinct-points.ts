import { leaveOut } from './leave-out.ts'
import type { Points } from './load-points.ts'

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
