import type { GramAccumulator } from '../backend.ts'
import { DoubleOps, type DeviceTensor } from '../backends/tensorflow-ops.ts'
import type { TensorFlowBinding } from '../native/load-binding.ts'
import { accumulateGram } from './accumulate-gram.ts'
import { type GramDevice, type Panel, placePanel, type RawGram, splitPanels } from './gram-device.ts'

/** Creates a Gram matrix summed in double precision on TensorFlow's device. */
export function createTensorflowGram(binding: TensorFlowBinding, width: number): GramAccumulator {
  // At most 64 MB of doubles per block, so that temporary tensors are small compared to the matrix.
  const blockRows = Math.min(4096, Math.max(512, Math.floor(2 ** 23 / width)))
  return accumulateGram(width, blockRows, (shift) => new TensorflowGram(new DoubleOps(binding), shift))
}

interface DevicePanel extends Panel {
  sum: DeviceTensor | undefined
}

class TensorflowGram implements GramDevice {
  readonly #ops: DoubleOps
  readonly #width: number
  readonly #panels: DevicePanel[]
  #shift: DeviceTensor | undefined
  #sums: DeviceTensor | undefined

  constructor(ops: DoubleOps, shift: Float64Array) {
    this.#ops = ops
    this.#width = shift.length
    this.#shift = ops.upload(shift, [shift.length])
    this.#panels = splitPanels(shift.length).map((panel) => ({ ...panel, sum: undefined }))
  }

  add(block: Float32Array | Float64Array, rows: number): void {
    const ops = this.#ops
    const shifted = ops.subtract(ops.upload(block, [rows, this.#width]), this.#shift as DeviceTensor)
    const axis = ops.indices([0])
    this.#sums = ops.accumulate(this.#sums, ops.sum(shifted, axis))
    for (const panel of this.#panels) {
      const left = this.#columns(shifted, rows, panel.begin, panel.end)
      const right = this.#columns(shifted, rows, panel.begin, this.#width)
      panel.sum = ops.accumulate(panel.sum, ops.transposedProduct(left, right))
      ops.free(left)
      ops.free(right)
    }
    ops.free(axis)
    ops.free(shifted)
  }

  /** Downloads panel by panel, each freed before the next, so that device and host never hold two whole matrices. */
  read(): RawGram {
    const values = new Float64Array(this.#width * this.#width)
    for (const panel of this.#panels) {
      const sum = panel.sum as DeviceTensor
      panel.sum = undefined
      placePanel(values, this.#width, panel, this.#ops.download(sum))
    }
    const sums = this.#ops.download(this.#sums as DeviceTensor)
    this.#sums = undefined
    return { values, sums }
  }

  dispose(): void {
    const held = [this.#shift, this.#sums, ...this.#panels.map((panel) => panel.sum)]
    for (const tensor of held) if (tensor !== undefined) this.#ops.free(tensor)
    this.#shift = this.#sums = undefined
    for (const panel of this.#panels) panel.sum = undefined
  }

  /** Returns the typical rounding error of a long sum, which grows with the square root of its length. */
  rounding(rows: number): number {
    return 2 ** -53 * Math.sqrt(rows)
  }

  #columns(tensor: DeviceTensor, rows: number, begin: number, end: number): DeviceTensor {
    const from = this.#ops.indices([0, begin])
    const size = this.#ops.indices([rows, end - begin])
    const slice = this.#ops.slice(tensor, from, size)
    this.#ops.free(from)
    this.#ops.free(size)
    return slice
  }
}
