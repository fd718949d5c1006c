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
