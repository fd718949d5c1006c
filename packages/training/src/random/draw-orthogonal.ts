import type { Generator } from '@mitoscope/tensor/random'
import { drawNormal } from './draw-normal.ts'

/**
 * Draws a matrix [rows, columns] whose rows, or whose columns where there are fewer of them, are orthonormal; uniform
 * among those (Gram and Schmidt on normal vectors). In float64 until the end.
 */
export function drawOrthogonal(generator: Generator, rows: number, columns: number): Float32Array {
  const [count, length] = rows <= columns ? [rows, columns] : [columns, rows]
  const vectors = Array.from({ length: count }, () =>
    Float64Array.from({ length }, () => drawNormal(generator)),
  )
  vectors.forEach((vector, i) => {
    scale(vector, 1 / Math.sqrt(multiply(vector, vector)))
    // From all later ones at once: what rounding leaves of a direction is taken out of the rest.
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
