import type { Context } from './context.ts'
import { mapDraws } from './map-draws.ts'
import { residualOf, trace } from './residual-draws.ts'

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
