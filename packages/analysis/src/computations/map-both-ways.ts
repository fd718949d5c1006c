import type { Gram } from '@mitoscope/tensor/compute'
import type { Context } from './context.ts'
import { residualOf } from './residual-draws.ts'

/** Doubles of work space that mapBothWays needs for chunks of at most `size` neurons. */
export function pairSpace({ backend: { kernels } }: Context, size: number): number {
  return kernels.call('residual_space', 2 * size, size, 1)
}

/** R² and mean |ρ| of residuals of chunk a explained by b and b by a, averaged over the directions that are defined. */
export async function mapBothWays(
  context: Context,
  gram: Gram,
  a: Int32Array,
  b: Int32Array,
  space: Float64Array,
) {
  const there = await mapOneWay(context, gram, a, b, space)
  const back = await mapOneWay(context, gram, b, a, space)
  const mean = (x: number | null, y: number | null) => (x === null ? y : y === null ? x : (x + y) / 2)
  return {
    r2: mean(there.r2, back.r2),
    correlation: mean(there.correlation, back.correlation),
    isResolved: there.isResolved && back.isResolved,
  }
}

async function mapOneWay(
  context: Context,
  gram: Gram,
  from: Int32Array,
  to: Int32Array,
  space: Float64Array,
) {
  const { kernels } = context.backend
  const width = from.length + to.length
  const order = kernels.allocate('int32', width)
  order.set(from)
  order.set(to, from.length)
  const [remaining, left, pairs, isResolved] = await residualOf(context, gram, order, from.length, space)
  let total = 0
  for (const neuron of to) total += gram.values[neuron * (gram.width + 1)]
  kernels.release(order)
  return {
    r2: total > 0 ? 1 - remaining / total : null,
    correlation: left < 2 ? null : pairs / ((left * (left - 1)) / 2),
    isResolved,
  }
}
