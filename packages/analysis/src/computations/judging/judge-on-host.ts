import type { Context } from '../context.ts'
import type { ChunkSet, Verdicts } from './chunk-set.ts'
import type { PackedRows, Precision } from './pack-panels.ts'

/**
 * Judges chunks by the host kernel: every thread walks its share of the draws over the rows of a packed block. Work: 2 · rows · largest size · classes · draws flops, from the nearest caches.
 */
export function judgeOnHost(context: Context, chunks: ChunkSet, precision: Precision) {
  const { kernels } = context.backend
  const { width } = context.representation
  const single = precision === 'float32'
  const panelRows = kernels.call(single ? 'panel_rows_f32' : 'panel_rows_f64')
  const { draws, sizes } = chunks
  const span = sizes.at(-1)!
  const { classes } = chunks.readout(0)
  const count = sizes.length
  const sizeList = Int32Array.from(sizes)
  const scale = kernels.allocate(precision, count)
  scale.set(chunks.scale)
  const bias = kernels.allocate(precision, draws * classes)
  const weight = kernels.allocate(precision, draws * span * classes)
  const order = kernels.allocate('int32', draws * span)
  for (let d = 0; d < draws; d++) {
    const readout = chunks.readout(d)
    bias.set(readout.bias, d * classes)
    for (let j = 0; j < span; j++) {
      const neuron = chunks.order[d * width + j]
      order[d * span + j] = neuron
      for (let c = 0; c < classes; c++)
        weight[(d * span + j) * classes + c] = readout.weight[c * width + neuron]
    }
  }
  const errors = kernels.allocate('float64', draws * count)
  const losses = kernels.allocate('float64', draws * count)
  const parts = Array.from(
    { length: Math.min(kernels.threads, draws) },
    (_, part, n = Math.min(kernels.threads, draws)) => ({
      from: Math.floor((draws * part) / n),
      to: Math.floor((draws * (part + 1)) / n),
      sums: kernels.allocate(precision, classes * panelRows),
    }),
  )

  async function judge({ panels, rows, labels }: PackedRows): Promise<void> {
    await Promise.all(
      parts.map(({ from, to, sums }) => {
        const args = [
          panels, rows, width, labels, order.subarray(from * span, to * span),
          weight.subarray(from * span * classes, to * span * classes), bias.subarray(from * classes, to * classes),
          span, to - from, classes, sizeList, scale, count,
          errors.subarray(from * count, to * count), losses.subarray(from * count, to * count), sums,
        ] // prettier-ignore
        return kernels.run(single ? 'judge_chunks_f32' : 'judge_chunks_f64', ...(args as never))
      }),
    )
  }

  async function finish(): Promise<Verdicts> {
    const result = { errors: Float64Array.from(errors), losses: Float64Array.from(losses), precision }
    kernels.release(scale, bias, weight, order, errors, losses, ...parts.map((part) => part.sums))
    return result
  }
  return { judge, finish }
}
