import type * as tfjs from '@tensorflow/tfjs-core'
import type { GramAccumulator } from '../backend.ts'
import { accumulateGram } from './accumulate-gram.ts'
import { type GramDevice, type Panel, type RawGram, splitPanels } from './gram-device.ts'

/**
 * Number of rows per float32 product, small to limit its rounding error. The host sums the products in double
 * precision.
 */
const blockRows = 256

/** Creates a Gram matrix of float32 products on the GPU, since WebGPU has no double precision. */
export function createWebGpuGram(tf: typeof tfjs, width: number): GramAccumulator {
  return accumulateGram(width, blockRows, (shift, first, rows) => new WebGpuGram(tf, shift, first, rows))
}

class WebGpuGram implements GramDevice {
  readonly #tf: typeof tfjs
  readonly #width: number
  readonly #shift: Float64Array
  readonly #scale: Float64Array
  readonly #panels: Panel[]
  readonly #sums: Float64Array
  #values: Float64Array

  constructor(tf: typeof tfjs, shift: Float64Array, first: Float32Array | Float64Array, rows: number) {
    this.#tf = tf
    this.#width = shift.length
    this.#shift = shift
    this.#scale = unitScales(shift, first, rows)
    this.#panels = splitPanels(shift.length)
    this.#sums = new Float64Array(shift.length)
    this.#values = new Float64Array(shift.length * shift.length)
  }

  async add(block: Float32Array | Float64Array, rows: number): Promise<void> {
    const tf = this.#tf
    const scaled = tf.tensor2d(this.#scaleBlock(block, rows), [rows, this.#width])
    try {
      for (const panel of this.#panels) {
        const product = tf.tidy(() => {
          const left = tf.slice(scaled, [0, panel.begin], [rows, panel.end - panel.begin])
          const right = tf.slice(scaled, [0, panel.begin], [rows, this.#width - panel.begin])
          return tf.matMul(left, right, true, false)
        })
        try {
          this.#addPanel(panel, (await product.data()) as Float32Array)
        } finally {
          product.dispose()
        }
      }
    } finally {
      scaled.dispose()
    }
  }

  /** Removes the scaling, exactly because the scales are powers of two. */
  read(): RawGram {
    const width = this.#width
    const values = this.#values
    for (let i = 0; i < width; i++) {
      for (let j = i; j < width; j++) values[i * width + j] /= this.#scale[i] * this.#scale[j]
    }
    return { values, sums: this.#sums }
  }

  dispose(): void {
    this.#values = new Float64Array(0)
  }

  /** Returns the rounding error of values scaled to float32, and of sums of `blockRows` float32 products. */
  rounding(rows: number): number {
    return 2 ** -24 * Math.sqrt(Math.min(rows, blockRows))
  }

  #scaleBlock(block: Float32Array | Float64Array, rows: number): Float32Array {
    const scaled = new Float32Array(block.length)
    for (let row = 0, at = 0; row < rows; row++) {
      for (let column = 0; column < this.#width; column++, at++) {
        const value = block[at] - this.#shift[column]
        this.#sums[column] += value
        scaled[at] = value * this.#scale[column]
      }
    }
    return scaled
  }

  #addPanel(panel: Panel, product: Float32Array): void {
    const columns = this.#width - panel.begin
    for (let row = panel.begin, at = 0; row < panel.end; row++) {
      const start = row * this.#width + panel.begin
      for (let column = 0; column < columns; column++) this.#values[start + column] += product[at++]
    }
  }
}

/** Returns powers of two that scale each column of the first block to about unit variance; 1 for a constant column. */
function unitScales(shift: Float64Array, first: Float32Array | Float64Array, rows: number): Float64Array {
  const width = shift.length
  const squares = new Float64Array(width)
  for (let at = 0; at < rows * width; at++) squares[at % width] += (first[at] - shift[at % width]) ** 2
  return squares.map((square) => (square > 0 ? 2 ** -Math.round(Math.log2(square / rows) / 2) : 1))
}
