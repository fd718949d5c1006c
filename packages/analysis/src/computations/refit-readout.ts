import type { Readout } from '../representation/representation.ts'
import { BLOCK_BYTES, type Context } from './context.ts'
import { mapDraws } from './map-draws.ts'

/** Share of a chunk's mean variance added to its Gram's diagonal, so that few rows do not overfit. */
const REFIT_RIDGE = 1e-3
/** Added too, for chunks without variance. */
const LEAST_RIDGE = 1e-8

/** Readouts of chunks by size and draw: a full readout is made when it is asked for, since all together fill gigabytes. */
export type RefittedReadouts = (size: number, draw: number) => Readout

/**
 * Readouts refitted to the chunks of each draw: ridge regression of one-hot labels on the centred training features,
 * A_S = T_cᵀ X_c (G_SS + λI)⁻¹ with λ = 1e-3 · mean variance, b so that means map to means. `order` is [draws, width]; of each
 * draw the first `sizes` neurons are the chunks. The whole layer is the same chunk in every draw, and solved once.
 */
export async function refitReadouts(
  context: Context,
  order: Int32Array,
  draws: number,
  sizes: readonly number[],
): Promise<RefittedReadouts> {
  const { width } = context.representation
  const nested = sizes.filter((size) => size < width)
  const starts = new Map(nested.map((size, i) => [size, nested.slice(0, i).reduce((a, b) => a + b, 0)]))
  const chunks = await solve(context, order, draws, nested)
  const whole = sizes.includes(width)
    ? await context.once('refitted readout of the layer', () => wholeLayer(context))
    : undefined
  const targets = await trainingTargets(context)
  const { mean } = await context.gram('train')
  return (size, draw) => {
    if (size === width) return whole!
    const from = starts.get(size)! * targets.classes
    const chunk = order.subarray(draw * width, draw * width + size)
    return spread(chunk, chunks[draw].subarray(from, from + size * targets.classes), targets, mean)
  }
}

async function wholeLayer(context: Context): Promise<Readout> {
  const { width } = context.representation
  const order = Int32Array.from({ length: width }, (_, j) => j)
  const [coefficients] = await solve(context, order, 1, [width])
  return spread(order, coefficients, await trainingTargets(context), (await context.gram('train')).mean)
}

/**
 * Coefficients of each draw: those of its sizes one after the other, each [size, classes]. Σ w³/3 flops over the sizes of a
 * draw, 0.41 GFlop for the halvings below W = 2048: measured at 13 GFlop/s on a core of an AMD EPYC with other work on it,
 * where a float64 product reaches 45.
 */
async function solve(context: Context, order: Int32Array, draws: number, sizes: readonly number[]) {
  const solved: Float64Array[] = []
  if (sizes.length === 0) return solved
  const { kernels } = context.backend
  const { width, values } = await context.gram('train')
  const { classes, cross } = await trainingTargets(context)
  const list = kernels.allocate('int32', sizes.length)
  list.set(sizes)
  const space = kernels.call('refit_space', Math.max(...sizes), classes)
  const length = sizes.reduce((sum, size) => sum + size, 0) * classes
  try {
    await mapDraws(context, 'Refitted readouts', draws, space, async (draw, own) => {
      const chunk = kernels.allocate('int32', width)
      chunk.set(order.subarray(draw * width, (draw + 1) * width))
      const out = kernels.allocate('float64', length)
      await kernels.run(
        'refit_nested', values, width, chunk, list, sizes.length, cross, classes, REFIT_RIDGE, LEAST_RIDGE, own, out,
      ) // prettier-ignore
      solved[draw] = out.slice()
      kernels.release(chunk, out)
    })
  } finally {
    kernels.release(list)
  }
  return solved
}

/** The readout over all neurons of the layer, zero outside the chunk. */
function spread(
  chunk: Int32Array,
  coefficients: Float64Array,
  targets: Targets,
  mean: Float64Array,
): Readout {
  const { classes, shares } = targets
  const width = mean.length
  const weight = new Float64Array(classes * width)
  const bias = Float64Array.from(shares)
  for (const [i, neuron] of chunk.entries()) {
    for (let c = 0; c < classes; c++) {
      const own = coefficients[i * classes + c]
      weight[c * width + neuron] = own
      bias[c] -= own * mean[neuron]
    }
  }
  return { classes, weight, bias }
}

interface Targets {
  readonly classes: number
  /** Centred one-hot labels times centred features, [classes, width], where the kernels reach it. */
  readonly cross: Float64Array
  /** Share of training rows by class. */
  readonly shares: Float64Array
}

function trainingTargets(context: Context): Promise<Targets> {
  return context.once('training targets', async () => {
    const { mean, rows, width } = await context.gram('train')
    const { sums, counts } = await sumByClass(context)
    for (let c = 0; c < counts.length; c++)
      for (let j = 0; j < width; j++) sums[c * width + j] -= counts[c] * mean[j]
    const shares = counts.map((count) => count / rows)
    return { classes: counts.length, cross: context.reachable(sums), shares }
  })
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
