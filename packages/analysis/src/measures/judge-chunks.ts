import type { Readout, Split } from '../representation/representation.ts'
import { BLOCK_BYTES } from './block-rows.ts'
import type { ChunkSet, Verdicts } from './chunk-set.ts'
import type { Context } from './context.ts'
import { judgeOnDevice } from './judge-on-device.ts'
import { judgeOnHost } from './judge-on-host.ts'

/** Multiply-adds up to which float64 costs nothing that anybody notices. */
const CHEAP = 4e9
/** Σⱼ |A_cj xⱼ| above which float32 sums would move a mean loss by more than about 1e-6. */
const FLOAT32_LIMIT = 1e4

/** Error and cross-entropy of every chunk of the set, in one pass over the split's rows. */
export async function judgeChunks(
  context: Context,
  split: Split,
  chunks: ChunkSet,
  phase: string,
): Promise<Verdicts> {
  const { features, labels } = split
  const { classes } = chunks.readout(0)
  const work = features.rows * chunks.sizes.at(-1)! * classes * chunks.draws
  const rowsPerBlock = Math.max(64, Math.floor(BLOCK_BYTES / (4 * features.width)))
  let judge: ((block: Float32Array | Float64Array, labels: Int32Array) => Promise<void>) | undefined
  let finish: (() => Promise<Verdicts>) | undefined
  let done = 0
  for await (const block of features.blocks(rowsPerBlock)) {
    context.signal?.throwIfAborted()
    if (!judge) {
      const fits = largestSum(block, features.width, chunks.readout(0)) < FLOAT32_LIMIT
      const onDevice = context.backend.gpu && fits
      const precision = fits && (onDevice || work > CHEAP) ? 'float32' : 'float64'
      const judging = onDevice ? judgeOnDevice(context, chunks) : judgeOnHost(context, chunks, precision)
      ;({ judge, finish } = judging)
    }
    const rows = block.length / features.width
    await judge(block, labels!.subarray(done, done + rows))
    context.report(phase, (done += rows) / features.rows)
  }
  return finish!()
}

/** max_c Σⱼ |A_cj| maxₙ |x_nj| over a block: a bound of what a logit sums up. */
function largestSum(block: Float32Array | Float64Array, width: number, { classes, weight }: Readout): number {
  const largest = new Float64Array(width)
  for (let i = 0, j = 0; i < block.length; i++, j = j + 1 === width ? 0 : j + 1) {
    const size = Math.abs(block[i])
    if (size > largest[j]) largest[j] = size
  }
  let bound = 0
  for (let c = 0; c < classes; c++) {
    let sum = 0
    for (let j = 0; j < width; j++) sum += Math.abs(weight[c * width + j]) * largest[j]
    bound = Math.max(bound, sum)
  }
  return bound
}
