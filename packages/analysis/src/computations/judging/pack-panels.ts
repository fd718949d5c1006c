import type { Context } from '../context.ts'

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
