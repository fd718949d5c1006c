import type { Readout } from '../representation/representation.ts'
import type { Context } from './context.ts'
import { mapGroup } from './map-group.ts'
import { refitReadouts } from './refit-readout.ts'

/** Selection of the groups that are kept, and how. Groups are counted from 1. */
export interface Choice {
  /** Ascending; one that is named m times counts m times. */
  readonly groups: readonly number[]
  readonly readout: 'ORIGINAL' | 'RESCALED' | 'REFIT'
  /** A kept group whose activations are taken from another one; that one need not be kept. */
  readonly swap: { readonly replaced: number; readonly by: number } | null
}

/** Neurons that are kept, and the readout that they feed: over all neurons of the layer, zero for the others. */
export interface Selection {
  readonly neurons: Int32Array
  readonly readout: Readout
  /** R² on test rows of the linear map that replaces a group; null without variance. */
  readonly mapR2?: number | null
}

/** The kept neurons with their readout. Groups are counted from 1 among the chunks, which are disjoint. */
export async function selectGroups(
  context: Context,
  chunks: readonly Int32Array[],
  { groups, readout: kind, swap }: Choice,
): Promise<Selection> {
  const { width } = context.representation
  const original = context.representation.readout!
  const { classes } = original
  const times = chunks.map((_, g) => groups.filter((each) => each === g + 1).length)
  const used = chunks.filter((_, g) => (times[g] > 0 && g + 1 !== swap?.replaced) || g + 1 === swap?.by)
  const neurons = Int32Array.from(used.flatMap((chunk) => [...chunk]))
  if (kind === 'REFIT') {
    const order = new Int32Array(width)
    order.set(neurons)
    if (neurons.length === 0) return { neurons, readout: silent(width, original) }
    const readouts = await refitReadouts(context, order, 1, [neurons.length])
    return { neurons, readout: readouts(neurons.length, 0) }
  }
  const counted = chunks.reduce((sum, chunk, g) => sum + times[g] * chunk.length, 0)
  const scale = kind === 'RESCALED' && counted > 0 ? width / counted : 1
  const weight = new Float64Array(classes * width)
  const bias = Float64Array.from(original.bias)
  const map = swap && (await mapGroup(context, chunks[swap.by - 1], chunks[swap.replaced - 1]))
  for (const [g, chunk] of chunks.entries()) {
    const factor = times[g] * scale
    if (factor === 0) continue
    const isReplaced = map !== null && g + 1 === swap?.replaced
    for (let c = 0; c < classes; c++) {
      for (const [j, neuron] of chunk.entries()) {
        const own = factor * original.weight[c * width + neuron]
        if (!isReplaced) weight[c * width + neuron] += own
        else {
          bias[c] += own * map.intercept[j]
          for (const [i, standIn] of map.from.entries())
            weight[c * width + standIn] += own * map.coefficients[i * chunk.length + j]
        }
      }
    }
  }
  return { neurons, readout: { classes, weight, bias }, mapR2: map?.r2 }
}

/** Returns a readout with zero weights, whose network predicts from the biases alone. */
function silent(width: number, { classes, bias }: Readout): Readout {
  return { classes, weight: new Float64Array(classes * width), bias }
}
