import type { Gram } from '@mitoscope/tensor/compute'
import type { Context } from './context.ts'
import { mapDraws } from './map-draws.ts'

/** λ of the map from a chunk to the layer, on the centred Gram (ridge 1e-8, on sums over samples). */
export const RIDGE = 1e-8
/** A neuron is reconstructed when at most this share of its variance is left. */
export const RECONSTRUCTED = 1e-6
/** Added to the denominator of ALL_PAIRS, on the covariance scale. */
const GUARD = 1e-8

/** Statistics of the residuals that a chunk leaves of the layer, each indexed [size][draw]. */
export interface ResidualDraws {
  /** R² in sample, variance-weighted; null for a layer without variance. */
  readonly r2: (number | null)[][]
  /** Mean |ρ| over all pairs of the layer, guarded. */
  readonly allPairs: (number | null)[][]
  /** Mean |ρ| over pairs of neurons that are not reconstructed; null with fewer than two. */
  readonly outsideChunk: (number | null)[][]
  /** Mean ρ² over the same pairs. */
  readonly squares: (number | null)[][]
  readonly draws: number
  readonly resolution: number
  /** Chunks in which neurons repeat others so nearly that the Gram's rounding shows in the result. */
  readonly unresolved: number
  /** Neurons without variance. */
  readonly dead: number
}

/** The same at sizes other than the context's. */
export function residualDrawsAt(
  context: Context,
  sizes: readonly number[],
  count: number,
): Promise<ResidualDraws> {
  return context.once(`residuals ${count} ${sizes}`, async () =>
    residualDrawsOf(context, await context.gram('test'), sizes, count),
  )
}

/** Residuals of every chunk of `count` draws, by one factorisation per draw; shared between measures. */
export function residualDraws(context: Context, count: number): Promise<ResidualDraws> {
  return residualDrawsAt(context, context.sizes, count)
}

/** Residuals of the context's chunks by another Gram matrix of the layer than that of its test rows. */
export async function residualDrawsOf(
  context: Context,
  gram: Gram,
  sizes: readonly number[],
  count: number,
): Promise<ResidualDraws> {
  const { width } = gram
  const { kernels } = context.backend
  const draws = context.draws(count)
  const total = trace(gram)
  const nested = sizes.filter((size) => size < width)
  const list = kernels.allocate('int32', nested.length)
  list.set(nested)
  const table = () => sizes.map(() => new Array<number | null>(draws.count).fill(null))
  const [r2, allPairs, outsideChunk, squares] = [table(), table(), table(), table()]
  const rounding = eliminationRounding(gram)
  const guard = GUARD * (gram.rows - 1)
  let unresolved = 0

  // [remaining, count, outside, all, squared] of one chunk, as the kernels give them.
  const record = (i: number, draw: number, [remaining, left, outside, all, squared]: number[]) => {
    if (total > 0) r2[i][draw] = 1 - remaining / total
    allPairs[i][draw] = all / ((width * (width - 1)) / 2)
    outsideChunk[i][draw] = left < 2 ? null : outside / ((left * (left - 1)) / 2)
    squares[i][draw] = left < 2 ? null : squared / ((left * (left - 1)) / 2)
  }

  if (nested.length > 0) {
    const space = kernels.call('residual_space', width, nested.at(-1)!, nested.length)
    await mapDraws(context, 'Reconstruction', draws.count, space, async (draw, own) => {
      const order = kernels.allocate('int32', width)
      order.set(draws.order.subarray(draw * width, (draw + 1) * width))
      const out = kernels.allocate('float64', 5 * Math.max(1, nested.length))
      const k = nested.length
      const common = [RIDGE, guard, RECONSTRUCTED] as const
      const doubtful = await kernels.run(
        'residual_nested', gram.values, width, order, width, list, k, ...common, rounding, own, out,
      ) // prettier-ignore
      if (!doubtful)
        nested.forEach((_, i) =>
          record(
            i,
            draw,
            Array.from({ length: 5 }, (_, row) => out[row * k + i]),
          ),
        )
      else {
        for (let i = 0; i < k; i++) {
          context.signal?.throwIfAborted()
          const more = kernels.allocate('float64', kernels.call('exact_space', width, nested[i]))
          const lost = await kernels.run(
            'residual_exactly', gram.values, width, order, width, nested[i], ...common, rounding, more, out,
          ) // prettier-ignore
          kernels.release(more)
          record(i, draw, [...out.subarray(0, 5)])
          if (lost > 0) unresolved++
        }
      }
      kernels.release(order, out)
    })
  }
  kernels.release(list)
  // The whole layer maps to itself; only the ridge, beside variances as small as itself, would show.
  const whole = sizes.indexOf(width)
  if (whole >= 0) {
    const remaining = await wholeRemaining(context, gram)
    for (let draw = 0; draw < draws.count; draw++) record(whole, draw, [remaining, 0, 0, 0, 0])
  }
  return {
    r2,
    allPairs,
    outsideChunk,
    squares,
    draws: draws.count,
    resolution: gram.resolution,
    unresolved,
    dead: deadNeurons(gram),
  }
}

/**
 * Computes the residuals of the neurons named by `order` after its first `size` are regressed out: Σ D_jj,
 * the number of neurons not reconstructed, Σ |ρ| over their pairs, and whether the Gram matrix resolves the
 * chunk. `space` has residual_space(order.length, size, 1) doubles.
 */
export async function residualOf(
  context: Context,
  gram: Gram,
  order: Int32Array,
  size: number,
  space: Float64Array,
): Promise<[remaining: number, left: number, pairs: number, isResolved: boolean]> {
  const { kernels } = context.backend
  const width = order.length
  const sizes = kernels.allocate('int32', 1).fill(size)
  const out = kernels.allocate('float64', 5)
  const common = [RIDGE, 0, RECONSTRUCTED] as const
  const rounding = eliminationRounding(gram)
  let lost = 0
  if (
    await kernels.run(
      'residual_nested', gram.values, gram.width, order, width, sizes, 1, ...common, rounding, space, out,
    ) // prettier-ignore
  ) {
    const more = kernels.allocate('float64', kernels.call('exact_space', width, size))
    lost = await kernels.run(
      'residual_exactly', gram.values, gram.width, order, width, size, ...common, rounding, more, out,
    ) // prettier-ignore
    kernels.release(more)
  }
  const [remaining, left, pairs] = out
  kernels.release(sizes, out)
  return [remaining, left, pairs, lost === 0]
}

/** Σ_j G_jj: the total variance times the number of rows. */
export function trace(gram: Gram): number {
  let total = 0
  for (let j = 0; j < gram.width; j++) total += gram.values[j * (gram.width + 1)]
  return total
}

/** Rounding of an entry G_ij after an elimination, relative to √(G_ii G_jj): the Gram's own and that of its width. */
export function eliminationRounding({ resolution, width }: Gram): number {
  return resolution + 2 ** -53 * Math.sqrt(width)
}

/** Doubles of work space up to which the whole layer is solved as a chunk of itself: a gigabyte. */
const WHOLE_SPACE_LIMIT = 2 ** 27

/**
 * The rest that the ridge leaves of a layer that maps to itself: Σ λ² g / (g + λ)² over the eigenvalues g of its Gram.
 * None is above λ / 4, so that only layers with variances about the ridge are solved.
 */
async function wholeRemaining(context: Context, gram: Gram): Promise<number> {
  const { width } = gram
  const { kernels } = context.backend
  const total = trace(gram)
  const length = kernels.call('exact_space', width, width)
  if ((width * RIDGE) / 4 <= 1e-7 * total || total === 0 || length > WHOLE_SPACE_LIMIT) return 0
  const space = kernels.allocate('float64', length)
  const order = kernels.allocate('int32', width)
  order.set(Int32Array.from({ length: width }, (_, j) => j))
  const out = kernels.allocate('float64', 5)
  await kernels.run(
    'residual_exactly', gram.values, width, order, width, width, RIDGE, 0, RECONSTRUCTED, eliminationRounding(gram), space, out,
  ) // prettier-ignore
  const [remaining] = out
  kernels.release(space, order, out)
  return remaining
}

function deadNeurons(gram: Gram): number {
  let dead = 0
  for (let j = 0; j < gram.width; j++) if (!(gram.values[j * (gram.width + 1)] > 0)) dead++
  return dead
}
