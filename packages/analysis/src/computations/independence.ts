import { carriedSignals } from '../factors/carried-signals.ts'
import { summarizeCurve } from '../statistics/summarize.ts'
import type { Curve } from '../shapes/curves.ts'
import type { Context } from './context.ts'
import { independentGram, layerModel, type VaryingNeurons } from './layer-model.ts'
import { type ResidualDraws, residualDraws, residualDrawsOf } from './residual-draws.ts'

/** Residual correlation of a layer beside that of the same layer with independent noise, per chunk size and draw. */
export interface Independence {
  /** Root mean square of ρ over pairs outside the chunk. */
  readonly residual: Curve
  /** The same of a layer of as many rows with the model's signals and independent noise. */
  readonly independent: Curve
  /** The former over the latter, both without sampling noise. */
  readonly ratio: Curve
  /** Root mean square of ρ of uncorrelated residuals, 1/√(N − w − 1), per size. */
  readonly floor: readonly number[]
  readonly model: VaryingNeurons
  readonly residuals: ResidualDraws
}

/** Rule of what counts as a signal that the layer shares. */
export interface SharedSignals {
  /** w*: only what chunks of this size carry counts. Null: everything that stands above the edge of noise. */
  readonly wStar: number | null
  /** Greatest number of signals, whatever chunks carry. */
  readonly most?: number
}

/** Draws over which it is averaged what chunks carry. */
const CARRYING_DRAWS = 20
/** Rate at which pairs are taken out before the signals are counted. */
const CALLING_RATE = 0.05

/**
 * Holds the residuals that chunks leave of the layer against those of a layer with the same signals and independent noise.
 *
 * The residual Gram matrix of N rows after w regressors is Wishart's with d = N − w − 1 degrees of freedom, so that
 * the expected ρ² of a pair of correlation ρ is about ρ² (1 − 2/d) + 1/d; that is inverted for the layer. The model's own needs no
 * rows: it follows from its covariance.
 */
export async function independence(
  context: Context,
  draws: number,
  signals: SharedSignals,
): Promise<Independence> {
  const gram = await context.gram('test')
  const residuals = await residualDraws(context, draws)
  const model = await sharedSignals(context, signals)
  const expected = await residualDrawsOf(context, independentGram(context, gram, model), context.sizes, draws)
  const freedom = context.sizes.map((size) => gram.rows - size - 1)
  const table = (value: (layer: number, independent: number, d: number) => number | null) =>
    residuals.squares.map((row, i) =>
      row.map((layer, draw) => {
        const independent = expected.squares[i][draw]
        const known = layer !== null && independent !== null && freedom[i] > 2
        return known ? value(layer, independent, freedom[i]) : null
      }),
    )
  return {
    residual: summarizeCurve('residual', 'the layer, r.m.s. of ρ', table(Math.sqrt)),
    independent: summarizeCurve(
      'independent',
      'with independent noise',
      table((_, independent, d) => Math.sqrt(independent * (1 - 2 / d) + 1 / d)),
    ),
    ratio: summarizeCurve('ratio', 'ratio without sampling noise', table(ratioOf)),
    floor: freedom.map((d) => (d > 0 ? 1 / Math.sqrt(d) : NaN)),
    model,
    residuals,
  }
}

/** Returns the model of the layer, without the signals that chunks of w* neurons do not carry: these share noise. */
async function sharedSignals(context: Context, { wStar, most }: SharedSignals): Promise<VaryingNeurons> {
  const chunk = wStar === null ? Infinity : Math.ceil(wStar)
  const model = await layerModel(context, { rate: CALLING_RATE, most: most ?? chunk })
  const { fit, neurons } = model
  if (most !== undefined || wStar === null) return model
  const places = new Map(neurons.map((neuron, place) => [neuron, place]))
  const { order, count } = context.draws(CARRYING_DRAWS)
  const { width } = context.representation
  const chunks = Array.from({ length: Math.min(count, CARRYING_DRAWS) }, (_, draw) =>
    [...order.subarray(draw * width, draw * width + chunk)].flatMap((neuron) => places.get(neuron) ?? []),
  )
  return { ...model, fit: carriedSignals(context.backend.algebra, fit, neurons.length, chunks) }
}

function ratioOf(layer: number, independent: number, d: number): number | null {
  if (!(independent > 0)) return null
  return Math.sqrt(Math.max(0, (layer - 1 / d) / (1 - 2 / d)) / independent)
}
