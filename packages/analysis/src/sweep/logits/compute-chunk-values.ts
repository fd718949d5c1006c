import type { Backend } from '@mitoscope/tensor/compute'
import { BLOCK_BYTES, Context } from '../../computations/context.ts'
import type { Representation } from '../../representation/representation.ts'
import { crossEntropyOf, isLargest, type InputValues } from './input-values.ts'

/** Multiply-adds that a run's chunks may take: some ten seconds. */
const MOST_WORK = 4e9

export interface ChunkValuesOptions {
  /** Chunk sizes, ascending. */
  readonly sizes: readonly number[]
  /** Number of draws; fewer are taken where they would last too long. */
  readonly draws: number
  /** Seed of the draws. */
  readonly seed: number
  readonly signal?: AbortSignal
}

/**
 * Returns the errors and cross-entropies of chunks on each test input, mean over draws, one pair per size. Errors are those
 * of the readout as it is; cross-entropies those of the readout times W / w, which keeps the scale of the logits: without
 * it they would tell of the scale alone. Null without readout or labels of the test inputs, and for layers so wide that not
 * even two draws are feasible.
 */
export async function computeChunkValues(
  representation: Representation,
  backend: Backend,
  { sizes, draws, seed, signal }: ChunkValuesOptions,
): Promise<InputValues[] | null> {
  const { test, readout } = representation
  if (!readout || !test.labels || sizes.length === 0) return null
  const { rows, width } = test.features
  const { classes, weight, bias } = readout
  const largest = sizes.at(-1)!
  const affordable = Math.floor(MOST_WORK / (rows * largest * classes))
  if (affordable < 2) return null
  const { count, order } = new Context(representation, backend, { seed }).draws(Math.min(draws, affordable))
  const used = Math.min(count, affordable)
  const found = sizes.map(() => ({ error: new Float32Array(rows), crossEntropy: new Float32Array(rows) }))
  const packed = Array.from({ length: used }, (_, draw) => {
    const values = new Float64Array(largest * classes)
    for (let j = 0; j < largest; j++)
      for (let c = 0; c < classes; c++) values[j * classes + c] = weight[c * width + order[draw * width + j]]
    return values
  })
  const [sums, logits] = [new Float64Array(classes), new Float64Array(classes)]
  let done = 0
  for await (const block of test.features.blocks(Math.max(16, Math.floor(BLOCK_BYTES / (4 * width))))) {
    signal?.throwIfAborted()
    for (let row = 0; row * width < block.length; row++) {
      const label = test.labels[done + row]
      for (let draw = 0; draw < used; draw++) {
        sums.fill(0)
        for (let i = 0, j = 0; i < sizes.length; i++) {
          for (; j < sizes[i]; j++) {
            const x = block[row * width + order[draw * width + j]]
            // Many neurons of a ReLU layer are silent.
            if (x !== 0) for (let c = 0, a = j * classes; c < classes; c++) sums[c] += x * packed[draw][a + c]
          }
          for (let c = 0; c < classes; c++) logits[c] = sums[c] + bias[c]
          found[i].error[done + row] += Number(!isLargest(logits, label)) / used
          for (let c = 0; c < classes; c++) logits[c] = (sums[c] * width) / sizes[i] + bias[c]
          found[i].crossEntropy[done + row] += crossEntropyOf(logits, label) / used
        }
      }
    }
    done += block.length / width
  }
  return found
}
