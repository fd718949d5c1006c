/** A square matrix, row by row; NaN where it is not defined. */
interface MatrixLevel {
  readonly side: number
  readonly values: Float32Array
}

/**
 * A matrix and ever coarser ones of half its side, down to a few cells. A coarse cell is the value of largest size among
 * the four below it, so that a pair that stands out is still seen from afar.
 */
export function makeLevels(values: readonly (number | null)[], side: number): readonly MatrixLevel[] {
  const whole = new Float32Array(side * side)
  for (let i = 0; i < whole.length; i++) whole[i] = values[i] ?? Number.NaN
  const levels: MatrixLevel[] = [{ side, values: whole }]
  while (levels.at(-1)!.side > 32) levels.push(halve(levels.at(-1)!))
  return levels
}

/** The finest level whose cells are not smaller than a pixel, of which `scale` lie along a cell of the matrix: none is left out. */
export function chooseLevel(levels: number, scale: number): number {
  if (scale >= 1) return 0
  return Math.min(levels - 1, Math.ceil(Math.log2(1 / scale) - 1e-9))
}

function halve({ side, values }: MatrixLevel): MatrixLevel {
  const half = Math.ceil(side / 2)
  const coarse = new Float32Array(half * half).fill(Number.NaN)
  for (let row = 0; row < side; row++) {
    const target = (row >> 1) * half
    for (let column = 0; column < side; column++) {
      // On the diagonal each neuron is compared with itself: that would drown its neighbours.
      if (row === column) continue
      const value = values[row * side + column]
      const known = coarse[target + (column >> 1)]
      if (Number.isNaN(known) || Math.abs(value) > Math.abs(known)) coarse[target + (column >> 1)] = value
    }
  }
  return { side: half, values: coarse }
}
