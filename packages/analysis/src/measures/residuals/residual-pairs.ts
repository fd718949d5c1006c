import { type Context, warn } from '../../computations/context.ts'
import { precisionOf } from '../../computations/describe-residuals.ts'
import { layerModel, type VaryingNeurons } from '../../computations/layer-model.ts'
import { mostFactors } from '../../factors/fit-factors.ts'
import { type LocalSignal, localSignals } from '../../factors/local-signals.ts'
import { plainScalar } from '../../shapes/scalar.ts'
import type { Measure } from '../measure.ts'

/** Pairs listed: what a reader can take in. */
const MOST_PAIRS = 1000
/** Neurons tested against each other; of a wider layer, the first in the order of the draws. */
const MOST_TESTED = 2048

/** Pairs of neurons that share noise which is no signal of the layer. */
export const residualPairs: Measure = {
  id: 'residual-pairs',
  version: 5,
  title: 'Pairs of neurons that share residual noise',
  summary:
    'Correlation of the own noise of every pair of neurons, given the signals that the layer shares: covariance ΛΛᵀ + Ψ with as ' +
    'many factors as stand above the edge of noise (Johnstone 2001), fitted by maximum likelihood, and a score test of each pair’s ' +
    'covariance beyond it. Scores are divided by their spread where that is above 1 (Efron’s empirical null, 2004); the ' +
    'false discovery rate is controlled by Benjamini and Hochberg’s procedure; pairs that only follow from other pairs are dropped. ' +
    'A block of neurons whose noise has one cause is a factor like any other: how many of the factors few neurons share is told. ' +
    'The matrix shows the neurons with most such partners.',
  shape: 'matrix',
  role: 'NEURON_PAIRS',
  options: [
    {
      kind: 'number',
      name: 'rate',
      description: 'False discovery rate.',
      minimum: 1e-6,
      maximum: 0.5,
      default: 0.05,
    },
    {
      kind: 'integer',
      name: 'shown',
      description: 'Neurons in the matrix, those with most significant partners first.',
      minimum: 2,
      maximum: 2048,
      default: 256,
    },
  ],
  needs: [],
  async run(context, options) {
    const { resolution } = await context.gram('test')
    const model = await layerModel(context, { rate: options.rate as number, neurons: MOST_TESTED })
    const { neurons, fit, pairs, spread } = model
    const size = neurons.length
    const local = localSignals(context.backend.algebra, fit, size)
    const partners = new Int32Array(size)
    for (const { a, b } of pairs) for (const neuron of [a, b]) partners[neuron]++
    const shown = Array.from(partners.keys())
      .sort((a, b) => partners[b] - partners[a])
      .slice(0, options.shown as number)
    const tested = (size * (size - 1)) / 2
    return {
      result: {
        shape: 'matrix',
        labels: shown.map((a) => neurons[a]),
        values: shown.flatMap((a) => shown.map((b) => (a === b ? 1 : model.correlationOf(a, b)))),
        pairs: pairs
          .slice(0, MOST_PAIRS)
          .map((pair) => ({ ...pair, a: neurons[pair.a], b: neurons[pair.b] })),
        summary: [
          plainScalar('signals', 'shared signals', fit.count),
          plainScalar('local', 'of these, shared by few neurons', local.length),
          plainScalar('tested', 'pairs tested', tested),
          plainScalar('significant', 'pairs that share noise', pairs.length),
          plainScalar('share', 'share of pairs', tested ? pairs.length / tested : null),
          plainScalar('spread', 'spread of scores, 1 if noise is independent', spread),
        ],
      },
      precision: precisionOf(resolution),
      resolution,
      draws: 0,
      warnings: warningsOfModel(context, model, local),
    }
  },
}

function warningsOfModel(
  { representation }: Context,
  { fit, neurons, spread }: VaryingNeurons,
  local: readonly LocalSignal[],
) {
  const { width, test } = representation
  const told = `${fit.count} shared signals among ${neurons.length} neurons`
  const warnings = []
  if (width > MOST_TESTED)
    warnings.push(
      warn('NEURONS_SAMPLED', `Of ${width} neurons, a random ${MOST_TESTED} were tested in pairs.`),
    )
  if (local.length > 0)
    warnings.push(
      warn(
        'SIGNALS_OF_FEW_NEURONS',
        `Of ${told}, ${local.length} are shared by few neurons each (${sayNumbers(local)}): noise that such a block shares. Its pairs are not called, as the signal explains them.`,
      ),
    )
  if (fit.count >= mostFactors(neurons.length))
    warnings.push(
      warn(
        'AS_MANY_SIGNALS_AS_CAN_BE_TOLD',
        `There are ${told}, as many as can be told from noise of their own: pairs that share noise may be taken for signals. Ask a wider layer.`,
      ),
    )
  else if (spread > 1.1)
    warnings.push(
      warn(
        'WEAK_SIGNALS',
        `Beyond ${told} pairs correlate ${spread.toFixed(1)} times as much over ${test.features.rows} rows as independent noise would: signals too weak or too many to be told. Only pairs that stand out of them are called.`,
      ),
    )
  return warnings
}

function sayNumbers(local: readonly LocalSignal[]): string {
  const [fewest, most] = [local[0], local.at(-1)!].map(({ neurons }) => Math.round(neurons))
  return fewest === most ? `about ${fewest}` : `about ${fewest} to ${most}`
}
