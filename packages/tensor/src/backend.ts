import type * as tfjs from '@tensorflow/tfjs-core'
import type { BackendName } from './backend-name.ts'
import type { Kernels } from './kernels/kernels.ts'
import type { Algebra } from './linear-algebra/algebra.ts'

/** Opened tensor backend, through which all other packages compute. */
export interface Backend {
  readonly name: BackendName
  /** Name of the device for people: "CPU (TensorFlow 2.21.0, 2 threads)", "NVIDIA H200", "SwiftShader (software)". */
  readonly device: string
  /** Version of the backend's library. */
  readonly version: string
  /** True if tensors are on a GPU. Products are then computed there, and only float64 work stays on the host. */
  readonly gpu: boolean
  /** TensorFlow.js with this backend selected and ready: float32 tensors and gradients. */
  readonly tf: typeof tfjs
  /** Float64 and fused kernels on the host, compiled for this machine or as WebAssembly. */
  readonly kernels: Kernels
  /** Decompositions and products in float64. */
  readonly algebra: Algebra
  /**
   * Starts an empty Gram matrix of `width` columns, accumulated in float64. If the expected number of `rows` is given,
   * a device without float64 products leaves small matrices, and those of few rows, to the host.
   */
  createGram(width: number, rows?: number): GramAccumulator
}

/**
 * Accumulates Σₙ (xₙ − s)(xₙ − s)ᵀ and Σₙ (xₙ − s) over blocks of rows. The shift s is taken from the first block, so
 * that a large mean does not cost digits.
 */
export interface GramAccumulator {
  /** Adds a block of rows [rows, width], row-major. */
  add(block: Float32Array | Float64Array, rows: number): Promise<void>
  /** Centres the matrix and returns it. The accumulator cannot be used afterwards. */
  finish(): Promise<Gram>
  /** Releases the accumulator's memory without a result. */
  dispose(): void
}

/** A centred Gram matrix: Σₙ (xₙ − μ)(xₙ − μ)ᵀ. */
export interface Gram {
  readonly width: number
  /** Number N of added rows. */
  readonly rows: number
  /** Column means μ, [width]. */
  readonly mean: Float64Array
  /** Matrix [width, width], symmetric, row-major. */
  readonly values: Float64Array
  /** Bound of the rounding error of one entry, relative to √(G_ii G_jj). */
  readonly resolution: number
}
