import { warn, type Context } from '../computations/context.ts'
import { nearlyRepeated, precisionOf } from '../computations/describe-residuals.ts'
import { judgeChunks } from '../computations/judging/judge-chunks.ts'
import { mapBothWays, pairSpace } from '../computations/map-both-ways.ts'
import { mapDraws } from '../computations/map-draws.ts'
import { partitionLayer, reconstructLayer } from '../computations/partition-layer.ts'
import { plainScalar } from '../shapes/scalar.ts'
import type { Measure } from './measure.ts'
import { partitionOf, partitionOptions } from './options.ts'

/** Groups up to which every pair is compared. */
const MOST_COMPARED = 64

/** The constructive proof: the layer split into as many disjoint groups as it is said to hold. */
export const groups: Measure = {
  id: 'groups',
  version: 2,
  title: 'Partition of the layer into groups',
  summary:
    'The layer’s neurons, in the order of the first draw, split into ⌊W / w*⌋ disjoint chunks of ⌈w*⌉ or the given size: for each ' +
    'its R² to the whole layer, test and train error with the original readout, and between any two the mean |ρ| of the ' +
    'residuals of the maps between them (Doimo et al., arXiv 2106.03485, section 4).',
  shape: 'partition',
  role: 'PARTITION',
  options: partitionOptions,
  needs: [],
  async run(context, options) {
    const { chunks, size } = await partitionLayer(context, partitionOf(options))
    const count = chunks.length
    const { resolution } = await context.gram('test')
    const { r2, unresolved } = await reconstructLayer(context, chunks)
    const [testError, trainError] = await errorsOf(context, chunks)
    const between = await compare(context, chunks)
    const mean = (values: (number | null)[]) => {
      const defined = values.filter((value) => value !== null)
      return defined.length ? defined.reduce((a, b) => a + b, 0) / defined.length : null
    }
    const warnings = []
    if (count > MOST_COMPARED)
      warnings.push(warn('NOT_COMPARED', `Only the first ${MOST_COMPARED} of ${count} groups were compared in pairs.`)) // prettier-ignore
    if (unresolved > 0) warnings.push(nearlyRepeated(unresolved))
    return {
      result: {
        shape: 'partition',
        groups: chunks.map((chunk, g) => ({
          neurons: [...chunk].sort((a, b) => a - b),
          r2: r2[g],
          testError: testError?.[g] ?? null,
          trainError: trainError?.[g] ?? null,
        })),
        between,
        summary: [
          plainScalar('groups', 'groups', count),
          plainScalar('size', 'neurons per group', size),
          plainScalar('meanR2', 'mean R²', mean(r2)),
          plainScalar('meanBetween', 'mean |ρ| between groups', mean(between)),
        ],
      },
      precision: precisionOf(resolution),
      resolution,
      draws: 1,
      warnings,
    }
  },
}

async function errorsOf(context: Context, chunks: readonly Int32Array[]): Promise<(number[] | null)[]> {
  const { readout, test, train, width } = context.representation
  if (!readout) return [null, null]
  const order = new Int32Array(chunks.length * width)
  chunks.forEach((chunk, g) => order.set(chunk, g * width))
  const set = { sizes: [chunks[0].length], draws: chunks.length, order, readout: () => readout, scale: [1] }
  const errors = async (split: typeof test | undefined, name: string) => {
    if (!split?.labels) return null
    const verdicts = await judgeChunks(context, split, set, `Groups, ${name} error`)
    return [...verdicts.errors].map((wrong) => wrong / split.features.rows)
  }
  return [await errors(test, 'test'), await errors(train, 'train')]
}

/** Mean |ρ| of residuals between groups, [groups²]; null on the diagonal and beyond the groups compared. */
async function compare(context: Context, chunks: readonly Int32Array[]): Promise<(number | null)[]> {
  const gram = await context.gram('test')
  const count = chunks.length
  const between = new Array<number | null>(count * count).fill(null)
  const compared = Math.min(count, MOST_COMPARED)
  const pairs = Array.from({ length: compared }, (_, a) => Array.from({ length: a }, (_, b) => [a, b])).flat()
  if (pairs.length === 0) return between
  await mapDraws(
    context,
    'Pairs of groups',
    pairs.length,
    pairSpace(context, chunks[0].length),
    async (i, own) => {
      const [a, b] = pairs[i]
      const { correlation } = await mapBothWays(context, gram, chunks[a], chunks[b], own)
      between[a * count + b] = between[b * count + a] = correlation
    },
  )
  return between
}
