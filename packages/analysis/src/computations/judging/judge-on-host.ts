import type { Context } from '../context.ts'
import type { ChunkSet, Verdicts } from './chunk-set.ts'

export type Precision = 'float64' | 'float32'

/** A block of rows as the kernels walk it. */
export interface PackedRows {
  readonly rows: number
  readonly panels: Float32Array | Float64Array
  /** One label per row, and −1 up to the end of the last panel: no row. */
  readonly labels: Int32Array
}

export interface Panels {
  /** Packs a block in the place of the one before. */
  pack(block: Float32Array | Float64Array, labels: Int32Array): Promise<PackedRows>
  release(): void
}

/** Memory for row blocks in panels, which grows with the blocks. */
export function openPanels(context: Context, precision: Precision): Panels {
  const { kernels } = context.backend
  const { width } = context.representation
  const short = precision === 'float32' ? 'f32' : 'f64'
  const panelRows = kernels.call(`panel_rows_${short}`)
  let panels: Float32Array | Float64Array = kernels.allocate(precision, 0)
  let padded = kernels.allocate('int32', 0)
  return {
    async pack(block, labels) {
      const rows = labels.length
      const whole = Math.ceil(rows / panelRows) * panelRows
      if (panels.length < whole * width) {
        kernels.release(panels, padded)
        panels = kernels.allocate(precision, whole * width)
        padded = kernels.allocate('int32', whole)
      }
      padded.fill(-1).set(labels)
      // Panels are independent, so threads pack a share of them each.
      const name = `pack_${short}_${block instanceof Float32Array ? 'f32' : 'f64'}` as const
      const share = Math.ceil(rows / kernels.threads / panelRows) * panelRows
      const starts = Array.from({ length: Math.ceil(rows / share) }, (_, i) => i * share)
      await Promise.all(
        starts.map((from) => {
          const part = Math.min(share, rows - from)
          const source = block.subarray(from * width, (from + part) * width)
          return kernels.run(name, panels.subarray(from * width) as never, source as never, part, width)
        }),
      )
      return { rows, panels, labels: padded }
    },
    release: () => kernels.release(panels, padded),
  }
}

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
