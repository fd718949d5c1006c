import { summarize } from '../statistics/summarize.ts'
import type { Context } from './context.ts'
import type { ChunkSet, Verdicts } from './judging/chunk-set.ts'
import { judgeTogether } from './judging/judge-chunks.ts'
import { refitReadouts } from './refit-readout.ts'

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
