import type { Context } from './context.ts'
import { criticalSize } from './critical-width.ts'
import type { Option, OptionValues } from './option.ts'
import { thresholdOption } from './options.ts'

/** Options that decide the split of a layer; equal values and draws give equal groups. */
export const partitionOptions: readonly Option[] = [
  thresholdOption,
  {
    kind: 'integer',
    name: 'size',
    description: 'Neurons per group; w* when not given.',
    minimum: 1,
    maximum: 100_000,
    default: null,
  },
]

interface LayerPartition {
  /** Disjoint groups of one size, in the order of the first draw. */
  readonly chunks: readonly Int32Array[]
  readonly size: number
}

/** The layer's neurons, in the order of the first draw, split into as many groups of the size as it holds. */
export async function partitionLayer(context: Context, options: OptionValues): Promise<LayerPartition> {
  const { width } = context.representation
  // w* is only looked for where nobody says how large a group is.
  const given = options.size as number | null
  const wanted = given ?? (await criticalSize(context, 40, options.threshold as number)).wStar
  const size = Math.min(width, Math.ceil(wanted ?? width))
  const order = context.draws(1).order.subarray(0, width)
  const chunks = Array.from({ length: Math.floor(width / size) }, (_, g) =>
    order.slice(g * size, (g + 1) * size),
  )
  return { chunks, size }
}
