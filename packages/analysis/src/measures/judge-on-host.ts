import type { Context } from './context.ts'
import type { ChunkSet, Verdicts } from './chunk-set.ts'

/**
 * Judges chunks by the host kernel: rows are packed into panels once per block, then every thread walks its share of
 * the draws over them. Work: 2 · rows · largest size · classes · draws flops, from the nearest caches.
 */
export function judgeOnHost(context: Context, chunks: ChunkSet, precision: 'float32' | 'float64') {
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
  let panels: Float32Array | Float64Array = kernels.allocate(precision, 0)
  let padded = kernels.allocate('int32', 0)

  async function judge(block: Float32Array | Float64Array, labels: Int32Array): Promise<void> {
    const rows = labels.length
    const whole = Math.ceil(rows / panelRows) * panelRows
    if (panels.length < whole * width) {
      kernels.release(panels, padded)
      panels = kernels.allocate(precision, whole * width)
      padded = kernels.allocate('int32', whole)
    }
    // Rows beyond the block are marked as none.
    padded.fill(-1).set(labels)
    await pack(block, rows)
    await Promise.all(
      parts.map(({ from, to, sums }) => {
        const args = [
          panels, rows, width, padded, order.subarray(from * span, to * span),
          weight.subarray(from * span * classes, to * span * classes), bias.subarray(from * classes, to * classes),
          span, to - from, classes, sizeList, scale, count,
          errors.subarray(from * count, to * count), losses.subarray(from * count, to * count), sums,
        ] // prettier-ignore
        return kernels.run(single ? 'judge_chunks_f32' : 'judge_chunks_f64', ...(args as never))
      }),
    )
  }

  /** Panels are independent, so threads pack a share of them each. */
  async function pack(block: Float32Array | Float64Array, rows: number): Promise<void> {
    const name = `pack_${single ? 'f32' : 'f64'}_${block instanceof Float32Array ? 'f32' : 'f64'}` as const
    const share = Math.ceil(rows / kernels.threads / panelRows) * panelRows
    const starts = Array.from({ length: Math.ceil(rows / share) }, (_, i) => i * share)
    await Promise.all(
      starts.map((from) => {
        const part = Math.min(share, rows - from)
        const source = block.subarray(from * width, (from + part) * width)
        return kernels.run(name, panels.subarray(from * width) as never, source as never, part, width)
      }),
    )
  }

  async function finish(): Promise<Verdicts> {
    const result = { errors: Float64Array.from(errors), losses: Float64Array.from(losses), precision }
    kernels.release(
      scale,
      bias,
      weight,
      order,
      errors,
      losses,
      panels,
      padded,
      ...parts.map((part) => part.sums),
    )
    return result
  }
  return { judge, finish }
}
