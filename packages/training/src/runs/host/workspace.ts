import type { Kernels } from '@mitoscope/tensor/compute'
import type { LayerShape } from '../../architectures/network.ts'

/** Values of one row of a layer's input. */
export interface RowArray {
  readonly values: Float32Array
  /** Distance between rows. */
  readonly stride: number
}

/** Arrays that every network's passes share: they hold nothing between two calls. */
export interface Workspace {
  /** What each layer takes, a 1 after its inputs; the last one is the logits. */
  readonly activations: readonly RowArray[]
  /** Errors as panels of rows: of a layer and of the one below it. */
  readonly byRow: [Float32Array, Float32Array]
  /** Errors of a layer as panels of neurons. */
  readonly byNeuron: Float32Array
  readonly packed: Float32Array
  release(): void
}

/** Allocates for passes of up to `rows` rows. */
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
