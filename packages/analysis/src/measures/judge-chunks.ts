import type { Split } from '../representation/representation.ts'
import { BLOCK_BYTES } from './block-rows.ts'
import type { ChunkSet, Verdicts } from './chunk-set.ts'
import type { Context } from './context.ts'
import { judgeOnDevice } from './judge-on-device.ts'
import { judgeOnHost } from './judge-on-host.ts'
import { largestSum } from './largest-sum.ts'

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
  const judgeAll = async (mayBeSingle: boolean): Promise<Verdicts> => {
    let judging: ReturnType<typeof judgeOnDevice> | undefined
    let isSingle = false
    let done = 0
    for await (const block of features.blocks(rowsPerBlock)) {
      context.signal?.throwIfAborted()
      const fits: boolean =
        mayBeSingle &&
        (!judging || isSingle) &&
        largestSum(block, chunks.readout(0), features.width) < FLOAT32_LIMIT
      if (!judging) {
        const onDevice = context.backend.gpu && fits
        isSingle = fits && (onDevice || work > CHEAP)
        const precision = isSingle ? 'float32' : 'float64'
        judging = onDevice ? judgeOnDevice(context, chunks) : judgeOnHost(context, chunks, precision)
      } else if (isSingle && !fits) {
        // The first rows were small and these are not: all of it again, in float64.
        await judging.finish()
        return judgeAll(false)
      }
      const rows = block.length / features.width
      await judging.judge(block, labels!.subarray(done, done + rows))
      context.report(phase, (done += rows) / features.rows)
    }
    return judging!.finish()
  }
  return judgeAll(true)
}
