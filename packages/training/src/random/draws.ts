import { createGenerator, type Generator } from '@mitoscope/tensor/random'

/** Draws a uniform permutation of 0 … count − 1 (Fisher and Yates). */
export function drawPermutation(generator: Generator, count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(generator() * (i + 1))
    const swapped = order[i]
    order[i] = order[j]
    order[j] = swapped
  }
  return order
}

/**
 * Draws the order in which a run sees the `count` training images in an epoch (from 1). It depends on nothing else, so
 * runs that differ in width or weight decay see the same batches.
 */
export function drawBatchOrder(seed: number, epoch: number, count: number): Int32Array {
  return drawPermutation(createGenerator(seed, `order/${epoch}`), count)
}

/** Draws from the standard normal distribution (Box and Muller 1958) with two uniform numbers. */
export function drawNormal(generator: Generator): number {
  // 1 − u lies in (0, 1], so that the logarithm is finite.
  return Math.sqrt(-2 * Math.log(1 - generator())) * Math.cos(2 * Math.PI * generator())
}

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
