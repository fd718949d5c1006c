import { choleskyTolerant, solveTriangular, type Gram } from '@mitoscope/tensor/compute'
import type { Readout } from '../representation/representation.ts'
import { BLOCK_BYTES } from './block-rows.ts'
import type { Context } from './context.ts'

/** Share of a chunk's mean variance added to its Gram's diagonal, so that few rows do not overfit. */
const REFIT_RIDGE = 1e-3

/**
 * Readouts refitted to the chunk of `size` neurons of each draw: ridge regression of one-hot labels on the centred
 * training features, A_S = T_cᵀ X_c (G_SS + λI)⁻¹ with λ = 1e-3 · mean variance, b so that means map to means.
 */
export async function refitReadouts(
  context: Context,
  order: Int32Array,
  draws: number,
  size: number,
): Promise<Readout[]> {
  const gram = await context.gram('train')
  const { sums, counts } = await context.once('training sums by class', () => sumByClass(context))
  return Array.from({ length: draws }, (_, d) => {
    context.signal?.throwIfAborted()
    return refit(gram, sums, counts, order.subarray(d * gram.width, d * gram.width + size))
  })
}

function refit(gram: Gram, sums: Float64Array, counts: Float64Array, chunk: Int32Array): Readout {
  const { width, rows, mean } = gram
  const size = chunk.length
  const classes = counts.length
  const inner = new Float64Array(size * size)
  let variance = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) inner[i * size + j] = gram.values[chunk[i] * width + chunk[j]]
    variance += inner[i * (size + 1)]
  }
  for (let i = 0; i < size; i++) inner[i * (size + 1)] += (REFIT_RIDGE * variance) / size + 1e-8
  const cross = new Float64Array(size * classes)
  for (let i = 0; i < size; i++) {
    for (let c = 0; c < classes; c++)
      cross[i * classes + c] = sums[c * width + chunk[i]] - counts[c] * mean[chunk[i]]
  }
  const { factor } = choleskyTolerant(inner, size)
  const half = solveTriangular(factor, size, cross, classes)
  const solution = solveTriangular(factor, size, half, classes, { transpose: true })
  const weight = new Float64Array(classes * width)
  const bias = Float64Array.from(counts, (count) => count / rows)
  for (let i = 0; i < size; i++) {
    for (let c = 0; c < classes; c++) {
      weight[c * width + chunk[i]] = solution[i * classes + c]
      bias[c] -= solution[i * classes + c] * mean[chunk[i]]
    }
  }
  return { classes, weight, bias }
}

/** Σ of training features by class [classes, width] and rows by class [classes]. */
async function sumByClass(context: Context): Promise<{ sums: Float64Array; counts: Float64Array }> {
  const { features, labels } = context.representation.train!
  const { classes } = context.representation.readout!
  const sums = new Float64Array(classes * features.width)
  const counts = new Float64Array(classes)
  let row = 0
  for await (const block of features.blocks(Math.max(16, Math.floor(BLOCK_BYTES / (4 * features.width))))) {
    for (let at = 0; at < block.length; at += features.width, row++) {
      const base = labels![row] * features.width
      counts[labels![row]]++
      for (let j = 0; j < features.width; j++) sums[base + j] += block[at + j]
    }
  }
  return { sums, counts }
}
