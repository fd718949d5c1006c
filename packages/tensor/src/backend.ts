import type * as tfjs from '@tensorflow/tfjs-core'
import type { BackendName } from './backend-name.ts'
import type { Kernels } from './kernels/kernels.ts'
import type { Algebra } from './linear-algebra/algebra.ts'

/** One opened tensor backend: the port through which everything above computes. */
export interface Backend {
  readonly name: BackendName
  /** What computes, for people: "CPU (TensorFlow 2.21.0, 2 threads)", "NVIDIA H200", "SwiftShader (software)". */
  readonly device: string
  /** Version of the library behind the backend. */
  readonly version: string
  /** True when tensors live on a GPU: then products go there and only float64 work stays on the host. */
  readonly gpu: boolean
  /** TensorFlow.js with this backend selected and ready: float32 tensors, autograd. */
  readonly tf: typeof tfjs
  /** Float64 and fused kernels on the host: compiled for this machine, or WebAssembly. */
  readonly kernels: Kernels
  /** Decompositions and products in float64. */
  readonly algebra: Algebra
  /**
   * Starts an empty Gram matrix of `width` columns, accumulated in float64. Where the number of `rows` to come is given,
   * a device without float64 products leaves small matrices, and those of few rows, to the host, which has them.
   */
  createGram(width: number, rows?: number): GramAccumulator
}

/**
 * Accumulates Σₙ (xₙ − s)(xₙ − s)ᵀ and Σₙ (xₙ − s) over row blocks, with a shift s taken from the first block
 * so that a large mean does not cost digits.
 */
export interface GramAccumulator {
  /** Adds a block of rows [rows, width], row-major. */
  add(block: Float32Array | Float64Array, rows: number): Promise<void>
  /** Centres and returns the result; the accumulator cannot be used afterwards. */
  finish(): Promise<Gram>
  /** Releases what the accumulator holds without a result. */
  dispose(): void
}

/** A centred Gram matrix: Σₙ (xₙ − μ)(xₙ − μ)ᵀ. */
export interface Gram {
  readonly width: number
  /** Number of rows N that went in. */
  readonly rows: number
  /** Column means μ, [width]. */
  readonly mean: Float64Array
  /** [width, width], symmetric, row-major. */
  readonly values: Float64Array
  /** Relative rounding of one entry against √(G_ii G_jj), as the arithmetic used bounds it. */
  readonly resolution: number
}
