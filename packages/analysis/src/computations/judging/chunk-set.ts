import type { Readout } from '../../representation/representation.ts'

/** Chunks to judge: draws of nested chunks, each draw with a readout of its own or all with the same. */
export interface ChunkSet {
  /** Chunk sizes, ascending. */
  readonly sizes: readonly number[]
  readonly draws: number
  /** [draws, width] row-major; only the first `sizes.at(-1)` neurons of each draw are read. */
  readonly order: Int32Array
  /** Readout of a draw, over all neurons of the layer. */
  readonly readout: (draw: number) => Readout
  /** Factor on A per size. */
  readonly scale: readonly number[]
}

/** Sums over rows, [draws × sizes]: rows judged wrong, and cross-entropy. */
export interface Verdicts {
  readonly errors: Float64Array
  readonly losses: Float64Array
  readonly precision: 'float64' | 'float32'
}
