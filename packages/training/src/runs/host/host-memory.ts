import type { Kernels } from '@mitoscope/tensor/compute'
import type { LayerShape, LinearLayer } from '../../architectures/network.ts'

/** A layer in the kernels' memory: [outputs, inputs + 1] as panels of `lanes` outputs, see dense.cc. */
export interface HostLayer extends LayerShape {
  readonly weights: Float32Array
  readonly velocity: Float32Array
}

/** Copies a layer and its velocity to the kernels' memory. The caller must release the arrays. */
export function packLayer(
  kernels: Kernels,
  lanes: number,
  layer: LinearLayer,
  velocity: LinearLayer,
): HostLayer {
  const { inputs, outputs } = layer
  const [weights, speeds] = [layer, velocity].map(({ values }) => {
    const panels = kernels.allocate('float32', Math.ceil(outputs / lanes) * lanes * (inputs + 1))
    forPlaces(layer, lanes, (place, at) => (panels[at] = values[place]))
    return panels
  })
  return { inputs, outputs, weights, velocity: speeds }
}

/** Copies panels back to a layer, bit for bit. */
export function unpackLayer(
  { inputs, outputs }: LayerShape,
  lanes: number,
  panels: Float32Array,
): LinearLayer {
  const values = new Float32Array(outputs * (inputs + 1))
  forPlaces({ inputs, outputs }, lanes, (place, at) => (values[place] = panels[at]))
  return { inputs, outputs, values }
}

/** Calls `visit` with the index of each parameter in the layer's matrix and in the panels. */
function forPlaces(
  { inputs, outputs }: LayerShape,
  lanes: number,
  visit: (place: number, at: number) => void,
): void {
  const columns = inputs + 1
  for (let j = 0; j < outputs; j++) {
    const panel = Math.floor(j / lanes) * lanes * columns + (j % lanes)
    for (let i = 0; i < columns; i++) visit(j * columns + i, panel + i * lanes)
  }
}

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
