import { chunkErrors } from '../computations/chunk-errors.ts'
import { warn } from '../computations/context.ts'
import { BadOption } from './option.ts'
import { summarizeCurve } from '../statistics/summarize.ts'
import type { Measure } from './measure.ts'
import { drawsOption } from './options.ts'

const READOUTS = ['ORIGINAL', 'RESCALED', 'REFIT'] as const

/** Classification error of the network when its readout sees only a random chunk of the layer. */
export const chunkError: Measure = {
  id: 'chunk-error',
  version: 1,
  title: 'Error and loss of random chunks',
  summary:
    'logits = X[:,S] A[:,S]ᵀ + b for a random chunk S; share of argmax ≠ label and mean cross-entropy, on test and train ' +
    '(Doimo et al., arXiv 2106.03485, section 3). Readout ORIGINAL: neither retrained nor rescaled, as in the paper; ' +
    'RESCALED: A · W / w; REFIT: ridge regression of one-hot labels on the chunk’s training features.',
  shape: 'curves',
  role: 'CHUNK_ERROR',
  namesDraws: true,
  options: [
    drawsOption(100),
    {
      kind: 'choice',
      name: 'readout',
      description: 'Readout that the chunk feeds.',
      choices: READOUTS,
      default: 'ORIGINAL',
    },
    {
      kind: 'number',
      name: 'target',
      description:
        'Adaptive draws: a size takes no more draws once the 95 % half width of its mean test error is at most this; ' +
        '"draws" is then the most it takes.',
      minimum: 1e-6,
      maximum: 1,
      default: null,
    },
  ],
  needs: ['labels.test', 'readout'],
  async run(context, options) {
    const { representation } = context
    const kind = options.readout as (typeof READOUTS)[number]
    const warnings = []
    if (kind === 'REFIT' && !representation.train?.labels) {
      const remedy = 'Give them, or choose another readout.'
      throw new BadOption('readout', kind, 'needs features.train and labels.train', remedy)
    }
    const judged = await chunkErrors(context, options.draws as number, kind, options.target as number | null)
    const curves = []
    for (const split of ['test', 'train'] as const) {
      const values = judged[split]
      if (!values) {
        warnings.push(warn('TRAIN_LEFT_OUT', 'Train error and loss need features.train and labels.train.'))
        continue
      }
      curves.push(summarizeCurve(`${split}Error`, `${split} error`, values.errors))
      // A least-squares readout has no logits in the sense of a softmax.
      if (kind !== 'REFIT') curves.push(summarizeCurve(`${split}Loss`, `${split} loss`, values.losses))
    }
    return {
      result: { shape: 'curves', sizes: context.sizes, curves, floors: [] },
      precision: judged.precision,
      resolution: judged.precision === 'float64' ? 2 ** -53 : 2 ** -24,
      draws: judged.draws,
      warnings,
    }
  },
}
