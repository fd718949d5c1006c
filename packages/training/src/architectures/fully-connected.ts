import { createGenerator } from '../random/create-generator.ts'
import type { Architecture } from './architecture.ts'
import type { LayerShape, Network } from './network.ts'

/** `hiddenLayers` ReLU layers of W neurons; the last one, after its ReLU, is the representation. */
export const fullyConnected: Architecture = {
  id: 'fully-connected',
  title: 'Fully connected network',
  summary:
    'Hidden ReLU layers of W neurons each and a linear readout; W is the width of the last hidden layer',
  options: [
    { name: 'hiddenLayers', kind: 'integer', title: 'Hidden layers', minimum: 1, maximum: 16, default: 2 },
  ],
}

/** Sizes of all linear layers: `hiddenLayers` hidden ones and the readout. */
export function listLayerShapes(
  inputs: number,
  width: number,
  hiddenLayers: number,
  classes: number,
): LayerShape[] {
  const sizes = [inputs, ...Array.from({ length: hiddenLayers }, () => width), classes]
  return sizes.slice(1).map((outputs, i) => ({ inputs: sizes[i], outputs }))
}

/** Number of weights and biases. */
export function countParameters(shapes: readonly LayerShape[]): number {
  return shapes.reduce((sum, { inputs, outputs }) => sum + (inputs + 1) * outputs, 0)
}

/**
 * Draws the initial network of a seed: weights and biases uniform in ±1/√inputs, as PyTorch's Linear does by default.
 * Runs that differ in weight decay only start from the same network.
 */
export function initialiseNetwork(shapes: readonly LayerShape[], seed: number): Network {
  const layers = shapes.map(({ inputs, outputs }, index) => {
    const generator = createGenerator(seed, `layer/${index}`)
    const bound = 1 / Math.sqrt(inputs)
    const values = new Float32Array((inputs + 1) * outputs)
    for (let i = 0; i < values.length; i++) values[i] = bound * (2 * generator() - 1)
    return { inputs, outputs, values }
  })
  return { layers }
}
