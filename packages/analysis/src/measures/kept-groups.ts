import { warn, type Context } from '../computations/context.ts'
import { nearlyRepeated, precisionOf } from '../computations/describe-residuals.ts'
import { judgeSelections, type Judged } from '../computations/judging/judge-selections.ts'
import { partitionLayer, reconstructLayer } from '../computations/partition-layer.ts'
import { selectGroups, type Choice, type Selection } from '../computations/select-groups.ts'
import { plainScalar, type Scalar } from '../shapes/scalar.ts'
import { summarize } from '../statistics/summarize.ts'
import type { Measure } from './measure.ts'
import { partitionOf, partitionOptions } from './options.ts'
import { parseSelection, selectionOptions } from './parse-selection.ts'

/** Weights of readouts that are held at a time: 128 MB. */
const BATCH_WEIGHTS = 2 ** 24
/** Doubles of work space up to which R² is measured: half a gigabyte. */
const MOST_SPACE = 2 ** 26

/** Prediction of the network from some groups of its layer, or with one group in the place of another. */
export const keptGroups: Measure = {
  id: 'kept-groups',
  version: 2,
  title: 'Some groups kept, or one in the place of another',
  summary:
    'The layer is split as by groups with the same seed, size and threshold. With m_g the times that group g is named, ' +
    'logits = Σ_g m_g X_g A_gᵀ + b; readout ORIGINAL: as it is; RESCALED: A · W / Σ_g m_g w; REFIT: ridge regression of ' +
    'one-hot labels on the kept neurons’ training features, as in chunk-error. With a replaced group a and a stand-in b, ' +
    'X_a is taken from X_b by ridge regression (λ = 1e-8 on the centred Gram, free intercept), fitted on train where ' +
    'there is one, so that the readout of a is fed by b. Beside it the whole layer and random chunks of as many neurons ' +
    '(after Doimo et al., arXiv 2106.03485, section 4: groups that carry the same information can stand for each other).',
  shape: 'scalars',
  role: 'SELECTION',
  options: [...partitionOptions, ...selectionOptions],
  needs: ['labels.test', 'readout'],
  async run(context, options) {
    const { representation } = context
    const { chunks, size } = await partitionLayer(context, partitionOf(options))
    const choice = parseSelection(context, options, chunks.length)
    const kept = await selectGroups(context, chunks, choice)
    const { neurons } = kept
    const whole = wholeLayer(context)
    const named = [kept, whole, ...(await withoutSwap(context, chunks, choice))]
    const own = await judgeSelections(context, named, 'Kept groups')
    const random = await randomChunks(context, neurons.length, choice, options.draws as number)
    const { resolution } = await context.gram('test')
    const isSmall = representation.width * neurons.length <= MOST_SPACE
    const found = isSmall ? await reconstructLayer(context, [neurons]) : { r2: [null], unresolved: 0 }
    const classes = representation.readout!.classes
    const isRefit = choice.readout === 'REFIT'
    const scalars: Scalar[] = [
      plainScalar('testError', 'test error', own.test.errors[0]),
      plainScalar('trainError', 'train error', own.train?.errors[0] ?? null),
      // A least-squares readout has no logits in the sense of a softmax.
      plainScalar('testLoss', 'test loss', isRefit ? null : own.test.losses[0]),
      plainScalar('trainLoss', 'train loss', isRefit ? null : (own.train?.losses[0] ?? null)),
      plainScalar('r2', 'R² of the layer', found.r2[0]),
      plainScalar('wholeTestError', 'test error of the whole layer', own.test.errors[1]),
      plainScalar('wholeTrainError', 'train error of the whole layer', own.train?.errors[1] ?? null),
      ...swapScalars(choice, kept, own),
      meanScalar('randomTestError', 'test error of random chunks as large', random?.test),
      meanScalar('randomTrainError', 'train error of random chunks as large', random?.train),
      plainScalar('keptGroups', 'groups kept', new Set(choice.groups).size),
      plainScalar('groupsInLayer', 'groups of the layer', chunks.length),
      plainScalar('size', 'neurons per group', size),
      plainScalar('neurons', 'neurons kept', neurons.length),
      plainScalar('parameters', 'parameters of the readout', classes * (neurons.length + 1)),
      plainScalar('wholeParameters', 'of the whole layer', classes * (representation.width + 1)),
    ]
    const warnings = []
    if (found.unresolved > 0) warnings.push(nearlyRepeated(found.unresolved))
    if (!own.train)
      warnings.push(warn('TRAIN_LEFT_OUT', 'Train error and loss need features.train and labels.train.'))
    if (!isSmall) warnings.push(warn('R2_LEFT_OUT', `R² of ${neurons.length} of ${representation.width} neurons takes more memory than is spent on it: keep fewer groups.`)) // prettier-ignore
    if (!random) warnings.push(warn('NOT_COMPARED', 'There are no draws besides that of the groups: no random chunks to compare with.')) // prettier-ignore
    if (choice.swap && !representation.train)
      warnings.push(warn('FITTED_ON_TEST', 'The stand-in was fitted on the test rows that it is judged on: there is no features.train.')) // prettier-ignore
    return {
      result: { shape: 'scalars', scalars },
      precision: own.precision === 'float32' ? 'float32 logits, float64 sums' : precisionOf(resolution),
      resolution: own.precision === 'float32' ? Math.max(resolution, 2 ** -24) : resolution,
      draws: 1 + (random?.test.length ?? 0),
      warnings,
    }
  },
}

function wholeLayer({ representation: { width, readout } }: Context): Selection {
  return { neurons: Int32Array.from({ length: width }, (_, j) => j), readout: readout! }
}

/** Computes the baselines of a swap: the same groups without the swap, and without the replaced group. */
async function withoutSwap(context: Context, chunks: readonly Int32Array[], choice: Choice) {
  if (!choice.swap) return []
  const { replaced } = choice.swap
  const left = choice.groups.filter((group) => group !== replaced)
  return Promise.all(
    [choice.groups, left].map((groups) => selectGroups(context, chunks, { ...choice, groups, swap: null })),
  )
}

function swapScalars({ swap }: Choice, { mapR2 }: Selection, { test, train }: Judged): Scalar[] {
  if (!swap) return []
  return [
    plainScalar('mapR2', 'R² of the map to the replaced group, on test rows', mapR2 ?? null),
    plainScalar('unswappedTestError', 'test error with nothing swapped', test.errors[2]),
    plainScalar('unswappedTrainError', 'train error with nothing swapped', train?.errors[2] ?? null),
    plainScalar('leftOutTestError', 'test error with the group left out', test.errors[3]),
    plainScalar('leftOutTrainError', 'train error with the group left out', train?.errors[3] ?? null),
  ]
}

/** Random chunks of a size, of the draws after the one that made the groups; undefined where there are none. */
async function randomChunks(context: Context, size: number, { readout }: Choice, count: number) {
  const { width } = context.representation
  const draws = context.draws(count + 1)
  const chunks = Array.from({ length: Math.min(count, draws.count - 1) }, (_, d) =>
    draws.order.slice((d + 1) * width, (d + 1) * width + size),
  )
  if (chunks.length === 0) return undefined
  const errors: { test: number[]; train: number[] | undefined } = { test: [], train: undefined }
  const batch = Math.max(1, Math.floor(BATCH_WEIGHTS / (width * context.representation.readout!.classes)))
  for (let from = 0; from < chunks.length; from += batch) {
    const selections = []
    for (const chunk of chunks.slice(from, from + batch))
      selections.push(await selectGroups(context, [chunk], { groups: [1], readout, swap: null }))
    const { test, train } = await judgeSelections(context, selections, 'Random chunks')
    errors.test.push(...test.errors)
    if (train) (errors.train ??= []).push(...train.errors)
  }
  return errors
}

function meanScalar(id: string, label: string, values: readonly number[] | undefined): Scalar {
  const { mean, ci95 } = summarize(values ?? [])
  if (mean === null || ci95 === null) return plainScalar(id, label, mean)
  return { id, label, value: mean, low: Math.max(0, mean - ci95), high: Math.min(1, mean + ci95) }
}
