import type { Context } from './context.ts'
import { mapDraws } from './map-draws.ts'
import { eliminationRounding, RIDGE, trace } from './residual-draws.ts'

/** Doubles of work space up to which the whole layer is solved as a chunk of itself: half a gigabyte. */
const WHOLE_SPACE_LIMIT = 2 ** 26

export interface HeldOutDraws {
  /** [size][draw]. */
  readonly r2: (number | null)[][]
  /** Chunks in which neurons repeat others so nearly that the Gram's rounding shows in the result. */
  readonly unresolved: number
}

/**
 * R² of maps fitted on the training features and judged on the test features, [size][draw]; null for a layer without
 * variance, and for the whole layer where that is too large to solve. The representation has training features.
 */
export async function heldOutDraws(context: Context, count: number): Promise<HeldOutDraws> {
  const judged = await context.gram('test')
  const fit = await context.gram('train')
  const { width } = judged
  const { kernels } = context.backend
  const draws = context.draws(count)
  const total = trace(judged)
  const result = context.sizes.map(() => new Array<number | null>(draws.count).fill(null))
  if (total === 0) return { r2: result, unresolved: 0 }
  // The map's intercept is the training mean, so test rows count about that: their Gram plus N δ δᵀ.
  const offset = kernels.allocate('float64', width)
  for (let j = 0; j < width; j++) offset[j] = Math.sqrt(judged.rows) * (judged.mean[j] - fit.mean[j])
  const rounding = Math.max(eliminationRounding(fit), eliminationRounding(judged))
  let unresolved = 0

  async function solve(sizes: number[], orderOf: Int32Array, own: Float64Array): Promise<number[]> {
    const list = kernels.allocate('int32', sizes.length)
    list.set(sizes)
    const order = kernels.allocate('int32', width)
    order.set(orderOf)
    const out = kernels.allocate('float64', sizes.length)
    try {
      const doubtful = await kernels.run(
        'held_out_nested', fit.values, judged.values, offset, width, order, list, sizes.length, RIDGE, rounding, own, out,
      ) // prettier-ignore
      for (let i = 0; doubtful && i < sizes.length; i++) {
        context.signal?.throwIfAborted()
        const more = kernels.allocate('float64', kernels.call('exact_space', width, sizes[i]))
        const lost = await kernels.run(
          'held_out_exactly', fit.values, judged.values, offset, width, order, sizes[i], RIDGE, rounding, more, out.subarray(i),
        ) // prettier-ignore
        kernels.release(more)
        if (lost > 0) unresolved++
      }
      return [...out].map((remaining) => 1 - remaining / total)
    } finally {
      kernels.release(list, order, out)
    }
  }
  const space = (depth: number) => kernels.call('held_out_space', width, depth)

  const nested = context.sizes.filter((size) => size < width)
  if (nested.length > 0) {
    await mapDraws(
      context,
      'Held-out reconstruction',
      draws.count,
      space(nested.at(-1)!),
      async (draw, own) => {
        const values = await solve(nested, draws.order.subarray(draw * width, (draw + 1) * width), own)
        values.forEach((value, i) => (result[i][draw] = value))
      },
    )
  }
  // All neurons are one chunk whatever their order: solved once for all draws.
  const whole = context.sizes.indexOf(width)
  if (whole >= 0 && space(width) <= WHOLE_SPACE_LIMIT) {
    await mapDraws(context, 'Held-out reconstruction', 1, space(width), async (_, own) => {
      const [value] = await solve([width], draws.order.subarray(0, width), own)
      result[whole].fill(value)
    })
  }
  kernels.release(offset)
  return { r2: result, unresolved }
}
