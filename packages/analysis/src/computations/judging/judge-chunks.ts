import type { Split } from '../../representation/representation.ts'
import { BLOCK_BYTES, type Context } from '../context.ts'
import type { ChunkSet, Verdicts } from './chunk-set.ts'
import { judgeOnDevice } from './judge-on-device.ts'
import { judgeOnHost, openPanels, type PackedRows, type Panels, type Precision } from './judge-on-host.ts'
import { largestByNeuron, largestSum } from './largest-sum.ts'

/** Multiply-adds up to which float64 costs nothing that anybody notices. */
const CHEAP = 4e9
/** Σⱼ |A_cj xⱼ| above which float32 sums would move a mean loss by more than about 1e-6. */
const FLOAT32_LIMIT = 1e4

/** Values of readouts that are held at a time for one pass: 256 MB of float64. */
const MOST_VALUES = 2 ** 25

/** Error and cross-entropy of every chunk of the set, in one pass over the split's rows. */
export async function judgeChunks(
  context: Context,
  split: Split,
  chunks: ChunkSet,
  phase: string,
): Promise<Verdicts> {
  const [verdicts] = await judgeTogether(context, split, [chunks], phase)
  return verdicts
}

/** The same of several sets, which share passes over the rows as far as their readouts fit into memory together. */
export async function judgeTogether(
  context: Context,
  split: Split,
  sets: readonly ChunkSet[],
  phase: string,
): Promise<Verdicts[]> {
  const passes: ChunkSet[][] = []
  let values = Infinity
  for (const set of sets) {
    const own = set.draws * set.sizes.at(-1)! * set.readout(0).classes
    // A device holds readouts over the whole layer, so that one set fills it.
    const joins = !context.backend.gpu && values + own <= MOST_VALUES
    values = joins ? values + own : own
    if (joins) passes.at(-1)!.push(set)
    else passes.push([set])
  }
  const verdicts: Verdicts[] = []
  for (const [i, pass] of passes.entries()) {
    const report = (fraction: number) => context.report(phase, (i + fraction) / passes.length)
    verdicts.push(...(await passOverRows(context, split, pass, report)))
  }
  return verdicts
}

interface Judge {
  /** True if logits are summed up in float32. */
  readonly isSingle: boolean
  judge(block: Float32Array | Float64Array, labels: Int32Array, packed: Packer): Promise<void>
  finish(): Promise<Verdicts>
}
type Packer = (precision: Precision) => Promise<PackedRows>

async function passOverRows(
  context: Context,
  split: Split,
  sets: readonly ChunkSet[],
  report: (fraction: number) => void,
  mayBeSingle = true,
): Promise<Verdicts[]> {
  const { features, labels } = split
  const { width } = features
  const rowsPerBlock = Math.max(64, Math.floor(BLOCK_BYTES / (4 * width)))
  const panels = new Map<Precision, Panels>()
  let judges: Judge[] | undefined
  let done = 0
  try {
    for await (const block of features.blocks(rowsPerBlock)) {
      context.signal?.throwIfAborted()
      const largest = mayBeSingle ? largestByNeuron(block, width) : null
      const fits = (set: ChunkSet) => largest !== null && largestSum(largest, set.readout(0)) < FLOAT32_LIMIT
      if (!judges) judges = sets.map((set) => openJudge(context, set, fits(set), features.rows))
      else if (judges.some(({ isSingle }, i) => isSingle && !fits(sets[i]))) {
        // The first rows were small and these are not: all of it again, in float64.
        await Promise.all(judges.map(({ finish }) => finish()))
        return await passOverRows(context, split, sets, report, false)
      }
      const rows = block.length / width
      const own = labels!.subarray(done, done + rows)
      const packed = new Map<Precision, Promise<PackedRows>>()
      const pack: Packer = (precision) => {
        let rows = packed.get(precision)
        if (!panels.has(precision)) panels.set(precision, openPanels(context, precision))
        if (!rows) packed.set(precision, (rows = panels.get(precision)!.pack(block, own)))
        return rows
      }
      for (const { judge } of judges) await judge(block, own, pack)
      report((done += rows) / features.rows)
    }
    return await Promise.all(judges!.map(({ finish }) => finish()))
  } finally {
    for (const held of panels.values()) held.release()
  }
}

/** Chooses where and in which precision a set is judged, by whether its first block fits float32. */
function openJudge(context: Context, chunks: ChunkSet, fits: boolean, rows: number): Judge {
  const work = rows * chunks.sizes.at(-1)! * chunks.readout(0).classes * chunks.draws
  if (context.backend.gpu && fits) return { isSingle: true, ...judgeOnDevice(context, chunks) }
  const isSingle = fits && work > CHEAP
  const precision = isSingle ? 'float32' : 'float64'
  const { judge, finish } = judgeOnHost(context, chunks, precision)
  return { isSingle, judge: async (_block, _labels, pack) => judge(await pack(precision)), finish }
}
