import type { Kernels } from '@mitoscope/tensor/compute'
import type { LayerShape } from '../../architectures/network.ts'

/** Rows of a layer's input. */
export interface RowArray {
  readonly values: Float32Array
  /** Distance between the starts of adjacent rows. */
  readonly stride: number
}

/** Arrays shared by the passes of all networks. Their contents do not outlast a call. */
export interface Workspace {
  /** Inputs of each layer, each row with a 1 at its end. The last entry holds the logits. */
  readonly activations: readonly RowArray[]
  /** Errors of a layer and of the layer below it, as panels of rows. */
  readonly byRow: [Float32Array, Float32Array]
  /** Errors of a layer, as panels of neurons. */
  readonly byNeuron: Float32Array
  readonly packed: Float32Array
  release(): void
}

/** Allocates arrays for passes of up to `rows` rows. */
export function openWorkspace(
  kernels: Kernels,
  lanes: number,
  shapes: readonly LayerShape[],
  rows: number,
): Workspace {
  const owned: Float32Array[] = []
  const take = (length: number) => {
    const array = kernels.allocate('float32', length)
    owned.push(array)
    return array
  }
  const whole = (count: number) => Math.ceil(count / lanes) * lanes
  const strides = [
    shapes[0].inputs + 1,
    ...shapes.map(({ outputs }) => Math.max(whole(outputs), outputs + 1)),
  ]
  const widest = Math.max(...shapes.map(({ outputs }) => whole(outputs)))
  const errors = () => take(whole(rows) * widest)
  return {
    activations: strides.map((stride) => ({ values: take(rows * stride), stride })),
    byRow: [errors(), errors()],
    byNeuron: errors(),
    packed: take(rows * (Math.max(...shapes.map(({ inputs }) => inputs)) + 1)),
    release: () => kernels.release(...owned),
  }
}
