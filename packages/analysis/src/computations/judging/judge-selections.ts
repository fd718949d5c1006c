import type { Split } from '../../representation/representation.ts'
import type { Context } from '../context.ts'
import { judgeChunks } from './judge-chunks.ts'
import type { Selection } from '../select-groups.ts'

interface Judgement {
  /** Share of rows judged wrong, by selection. */
  readonly errors: readonly number[]
  /** Mean cross-entropy, by selection. */
  readonly losses: readonly number[]
}

export interface Judged {
  readonly test: Judgement
  /** Undefined without training features and labels. */
  readonly train: Judgement | undefined
  readonly precision: 'float64' | 'float32'
}

/** Errors and losses of selections of neurons, in one pass over each split. */
export async function judgeSelections(
  context: Context,
  selections: readonly Selection[],
  phase: string,
): Promise<Judged> {
  const { width, test, train } = context.representation
  const order = new Int32Array(selections.length * width)
  selections.forEach(({ neurons }, s) => order.set(complete(neurons, width), s * width))
  // Neurons beyond a smaller selection have no weight in its readout.
  const size = Math.max(1, ...selections.map(({ neurons }) => neurons.length))
  const readout = (s: number) => selections[s].readout
  const set = { sizes: [size], draws: selections.length, order, readout, scale: [1] }
  let precision: Judged['precision'] = 'float64'
  const judge = async (split: Split, name: string): Promise<Judgement> => {
    const verdicts = await judgeChunks(context, split, set, `${phase}, ${name}`)
    if (verdicts.precision === 'float32') precision = 'float32'
    const { rows } = split.features
    return { errors: [...verdicts.errors].map((wrong) => wrong / rows), losses: [...verdicts.losses].map((loss) => loss / rows) } // prettier-ignore
  }
  const judged = { test: await judge(test, 'test'), train: train?.labels && (await judge(train, 'train')) }
  return { ...judged, precision }
}

/** A permutation of all neurons that begins with these. */
function complete(neurons: Int32Array, width: number): Int32Array {
  const inside = new Set(neurons)
  const order = new Int32Array(width)
  order.set(neurons)
  for (let j = 0, at = neurons.length; j < width; j++) if (!inside.has(j)) order[at++] = j
  return order
}
