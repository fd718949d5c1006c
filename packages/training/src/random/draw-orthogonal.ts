import type { Generator } from '@mitoscope/tensor/random'
import { drawNormal } from './draw-normal.ts'

/**
 * Draws a uniformly distributed matrix [rows, columns] whose rows are orthonormal, or whose columns are if there are
 * fewer of them (Gram and Schmidt on normal vectors). Computed in float64, rounded at the end.
 */
export function drawOrthogonal(generator: Generator, rows: number, columns: number): Float32Array {
  const [count, length] = rows <= columns ? [rows, columns] : [columns, rows]
  const vectors = Array.from({ length: count }, () =>
    Float64Array.from({ length }, () => drawNormal(generator)),
  )
  vectors.forEach((vector, i) => {
    scale(vector, 1 / Math.sqrt(multiply(vector, vector)))
    // Subtracted from all later vectors at once (modified Gram–Schmidt), which limits the effect of rounding.
    for (let j = i + 1; j < count; j++) subtract(vectors[j], vector, multiply(vectors[j], vector))
  })
  const values = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      values[row * columns + column] = rows <= columns ? vectors[row][column] : vectors[column][row]
    }
  }
  return values
}

function multiply(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

function subtract(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] -= factor * b[i]
}

function scale(a: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] *= factor
}
