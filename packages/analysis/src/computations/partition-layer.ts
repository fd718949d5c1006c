import type { Context } from './context.ts'
import { criticalSize } from './critical-size.ts'
import { mapDraws } from './map-draws.ts'
import { residualOf, trace } from './residual-draws.ts'

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

/** Returns the in-sample R² of the whole layer from each chunk, all of one size, and how many chunks the Gram does not resolve. */
export async function reconstructLayer(context: Context, chunks: readonly Int32Array[]) {
  const gram = await context.gram('test')
  const { kernels } = context.backend
  const { width } = gram
  const size = chunks[0].length
  const total = trace(gram)
  const r2: number[] = chunks.map(() => (total === 0 ? 0 : 1))
  let unresolved = 0
  if (size === width || total === 0) return { r2, unresolved }
  const space = kernels.call('residual_space', width, size, 1)
  await mapDraws(context, 'Groups', chunks.length, space, async (g, own) => {
    const inside = new Set(chunks[g])
    const order = kernels.allocate('int32', width)
    order.set(chunks[g])
    order.set(Array.from({ length: width }, (_, j) => j).filter((j) => !inside.has(j)), size) // prettier-ignore
    const [remaining, , , isResolved] = await residualOf(context, gram, order, size, own)
    r2[g] = 1 - remaining / total
    if (!isResolved) unresolved++
    kernels.release(order)
  })
  return { r2, unresolved }
}
