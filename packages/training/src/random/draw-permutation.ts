import type { Generator } from '@mitoscope/tensor/random'

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
