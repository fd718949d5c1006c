import { BadOption } from '../draws/bad-option.ts'
import { summarize, summarizeCurve } from '../statistics/summarize.ts'
import { warn, type Context } from './context.ts'
import type { ChunkSet, Verdicts } from './chunk-set.ts'
import { judgeTogether } from './judge-chunks.ts'
import type { Measure } from './measure.ts'
import { drawsOption } from './options.ts'
import { refitReadouts } from './refit-readout.ts'

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

interface SplitValues {
  /** [size][draw]; with adaptive draws, sizes have different numbers of them. */
  errors: number[][]
  losses: number[][]
}

/** Draws taken together before the interval is looked at, when draws are adaptive. */
const BATCH = 10

/** Errors and losses by size and draw, shared between measures that ask for the same. */
export function chunkErrors(
  context: Context,
  count: number,
  kind = 'ORIGINAL',
  target: number | null = null,
) {
  return context.once(`chunk errors ${kind} ${count} ${target}`, () =>
    judgeSplits(context, kind, count, target),
  )
}

async function judgeSplits(context: Context, kind: string, count: number, target: number | null) {
  const { representation, sizes } = context
  const all = context.draws(count)
  const { width } = representation
  const table = (): SplitValues => ({ errors: sizes.map(() => []), losses: sizes.map(() => []) })
  const result: { test: SplitValues; train: SplitValues | undefined; precision: string; draws: number } = {
    test: table(),
    train: representation.train?.labels ? table() : undefined,
    precision: 'float64',
    draws: 0,
  }
  let open = sizes.map((_, i) => i)
  for (let first = 0; first < all.count && open.length > 0;) {
    const draws = Math.min(all.count - first, target === null ? all.count : BATCH)
    const order = all.order.subarray(first * width, (first + draws) * width)
    const parts = await chunkSets(context, kind, open, draws, order)
    for (const split of ['test', 'train'] as const) {
      const values = result[split]
      if (!values) continue
      const phase = `Chunk error, ${split}`
      const sets = parts.map(({ chunks }) => chunks)
      const judged = await judgeTogether(context, representation[split]!, sets, phase)
      for (const [i, verdicts] of judged.entries()) {
        if (verdicts.precision === 'float32') result.precision = 'float32 logits, float64 sums'
        record(values, parts[i], verdicts, draws, representation[split]!.features.rows)
      }
    }
    result.draws = first += draws
    if (target !== null)
      open = open.filter((i) => (summarize(result.test.errors[i]).ci95 ?? Infinity) > target)
  }
  return result
}

interface Part {
  chunks: ChunkSet
  /** Index into the context's sizes for each size of the set. */
  indices: number[]
}

/** The sets that cover the open sizes; the whole layer is the same for every draw and judged once. */
async function chunkSets(
  context: Context,
  kind: string,
  open: number[],
  draws: number,
  order: Int32Array,
): Promise<Part[]> {
  const { sizes, representation } = context
  const { width } = representation
  const readout = representation.readout!
  if (kind === 'REFIT') {
    const readouts = await refitReadouts(context, order, draws, open.map((i) => sizes[i])) // prettier-ignore
    return open.map((i) => ({
      indices: [i],
      chunks: {
        sizes: [sizes[i]],
        draws: sizes[i] === width ? 1 : draws,
        order,
        readout: (draw) => readouts(sizes[i], draw),
        scale: [1],
      },
    }))
  }
  const scaleOf = (size: number) => (kind === 'RESCALED' ? width / size : 1)
  const nested = open.filter((i) => sizes[i] < width)
  const whole = open.filter((i) => sizes[i] === width)
  return [
    { indices: nested, draws },
    { indices: whole, draws: 1 },
  ]
    .filter((part) => part.indices.length > 0)
    .map(({ indices, draws }) => {
      const list = indices.map((i) => sizes[i])
      return {
        indices,
        chunks: { sizes: list, draws, order, readout: () => readout, scale: list.map(scaleOf) },
      }
    })
}

function record(
  values: SplitValues,
  { indices, chunks }: Part,
  verdicts: Verdicts,
  draws: number,
  rows: number,
): void {
  indices.forEach((index, k) => {
    for (let d = 0; d < draws; d++) {
      const at = (chunks.draws === 1 ? 0 : d) * indices.length + k
      values.errors[index].push(verdicts.errors[at] / rows)
      values.losses[index].push(verdicts.losses[at] / rows)
    }
  })
}
