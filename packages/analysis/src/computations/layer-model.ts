import type { Gram } from '@mitoscope/tensor/compute'
import { correlationsOf } from '../factors/correlations-of.ts'
import { type LayerModel, modelLayer } from '../factors/shared-noise.ts'
import type { Context } from './context.ts'

/** Model of the neurons that vary over the test rows. */
export interface VaryingNeurons extends LayerModel {
  /** Indices of these neurons in the layer. */
  readonly neurons: readonly number[]
}

export interface LayerModelOptions {
  /** False discovery rate of the pairs. */
  readonly rate: number
  /** Greatest number of shared signals; as many as can be told by default. */
  readonly most?: number
  /** Greatest number of neurons; of a wider layer the first in the order of the draws are modelled. All by default. */
  readonly neurons?: number
}

/** Separates shared signals from the neurons' own noise over the test rows. */
export function layerModel(
  context: Context,
  { rate, most = Infinity, neurons: limit = Infinity }: LayerModelOptions,
): Promise<VaryingNeurons> {
  return context.once(`layer model ${rate} ${most} ${limit}`, async () => {
    const gram = await context.gram('test')
    const { width, values, rows } = gram
    const candidates =
      width > limit ? [...context.draws(1).order.subarray(0, limit)] : [...Array(width).keys()]
    const neurons = candidates.filter((j) => values[j * (width + 1)] > 0)
    const size = neurons.length
    const correlation = correlationsOf(values, width, neurons)
    const check = () => context.signal?.throwIfAborted()
    context.report('Factor model', 0)
    return { neurons, ...modelLayer(context.backend.algebra, correlation, size, rows, { rate, most, check }) }
  })
}

/**
 * Returns the Gram matrix that the layer would have, over infinitely many rows and on the scale of `gram`, if its signals were those of the
 * model and its noise independent: ΛΛᵀ + Ψ.
 */
export function independentGram(context: Context, gram: Gram, { neurons, fit }: VaryingNeurons): Gram {
  const { width } = gram
  const size = neurons.length
  const values = new Float64Array(width * width)
  const deviations = neurons.map((j, a) => Math.sqrt(gram.values[j * (width + 1)] * fit.noise[a]))
  const loadings = new Float64Array(size * fit.count)
  for (let m = 0; m < fit.count; m++) {
    const root = Math.sqrt(Math.max(0, fit.values[m] - 1))
    for (let a = 0; a < size; a++)
      loadings[a * fit.count + m] = root * deviations[a] * fit.vectors[m * size + a]
  }
  if (fit.count > 0) {
    const shared = context.backend.algebra.multiplyTransposed(loadings, size, loadings, size, fit.count)
    neurons.forEach((j, a) => neurons.forEach((k, b) => (values[j * width + k] = shared[a * size + b])))
  }
  neurons.forEach((j, a) => (values[j * (width + 1)] += deviations[a] ** 2))
  return { ...gram, values: context.reachable(values) }
}
