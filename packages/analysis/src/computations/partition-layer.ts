import type { Context } from './context.ts'
import { criticalSize } from './critical-size.ts'

/** Settings of a partition. The same settings and draws give the same groups. */
export interface PartitionSettings {
  /** Neurons per group; w* when null. */
  readonly size: number | null
  /** R² at which w* is looked for. */
  readonly threshold: number
}

interface LayerPartition {
  /** Disjoint groups of one size, in the order of the first draw. */
  readonly chunks: readonly Int32Array[]
  readonly size: number
}

/** The layer's neurons, in the order of the first draw, split into as many groups of the size as it holds. */
export async function partitionLayer(context: Context, settings: PartitionSettings): Promise<LayerPartition> {
  const { width } = context.representation
  // w* is only looked for where nobody says how large a group is.
  const wanted = settings.size ?? (await criticalSize(context, 40, settings.threshold)).wStar
  const size = Math.min(width, Math.ceil(wanted ?? width))
  const order = context.draws(1).order.subarray(0, width)
  const chunks = Array.from({ length: Math.floor(width / size) }, (_, g) =>
    order.slice(g * size, (g + 1) * size),
  )
  return { chunks, size }
}
