import { createGenerator } from '@mitoscope/tensor/random'
import type { Architecture, ArchitectureOptions, LinearInitial } from './architecture.ts'
import { constant, countValues, orthogonal, uniform } from './network.ts'

/** A network of `hiddenLayers` ReLU layers of W neurons. The output of the last ReLU is the representation. */
export const fullyConnected: Architecture = {
  id: 'fully-connected',
  title: 'Fully connected network',
  summary:
    'Hidden ReLU layers of W neurons each and a linear readout; W is the width of the last hidden layer',
  options: [
    { name: 'hiddenLayers', kind: 'integer', title: 'Hidden layers', minimum: 1, maximum: 16, default: 2 },
    { name: 'batchNorm', kind: 'boolean', title: 'Batch norm before each ReLU', default: false },
    { name: 'orthogonal', kind: 'boolean', title: 'Orthogonal initial weights, biases of 0', default: false },
  ],
  rejectWidth: () => null,
  build(layers, inputs, { width, outputs, shape }, options) {
    const { hiddenLayers, batchNorm } = fullyConnectedOptions(options)
    const initialOf = (layer: number) => initialise(layer, layer === 0 ? countValues(shape) : width, options)
    let representation = layers.flatten(inputs)
    for (let layer = 0; layer < hiddenLayers; layer++) {
      const { linear, norm } = nameHidden(layer, batchNorm)
      const sums = layers.connect(representation, linear, width, initialOf(layer))
      representation = batchNorm
        ? layers.normalise(sums, norm, { rectify: true, weight: uniform(0, 1) })
        : layers.rectify(sums)
    }
    const logits = layers.connect(representation, readoutName, outputs, initialOf(hiddenLayers))
    return { representation, logits }
  },
}

export const readoutName = 'linear_out'

/** Names of a hidden layer's modules, numbered as in PyTorch's Sequential of Linear, BatchNorm1d and ReLU. */
export function nameHidden(layer: number, batchNorm: boolean): { linear: string; norm: string } {
  const at = layer * (batchNorm ? 3 : 2)
  return { linear: `linear_body.${at}`, norm: `linear_body.${at + 1}` }
}

/** Returns the options, with defaults for missing ones. */
export function fullyConnectedOptions(options: ArchitectureOptions) {
  const { hiddenLayers = 2, batchNorm = false, orthogonal: isOrthogonal = false } = options
  return {
    hiddenLayers: Number(hiddenLayers),
    batchNorm: Boolean(batchNorm),
    isOrthogonal: Boolean(isOrthogonal),
  }
}

/**
 * Returns uniform initial values in ±1/√inputs, the default of PyTorch's Linear. Each neuron's bias is drawn after its
 * weights, so that a seed gives the same network as in earlier versions.
 */
function initialise(layer: number, inputs: number, options: ArchitectureOptions): LinearInitial {
  if (fullyConnectedOptions(options).isOrthogonal) return { weight: orthogonal, bias: constant(0) }
  const draw = (neurons: number, seed: number, from: number, to: number) => {
    const generator = createGenerator(seed, `layer/${layer}`)
    const bound = 1 / Math.sqrt(inputs)
    const values = new Float32Array(neurons * (to - from))
    for (let neuron = 0; neuron < neurons; neuron++) {
      for (let i = 0; i <= inputs; i++) {
        const value = bound * (2 * generator() - 1)
        if (i >= from && i < to) values[neuron * (to - from) + i - from] = value
      }
    }
    return values
  }
  return {
    weight: ([outputs], seed) => draw(outputs, seed, 0, inputs),
    bias: ([outputs], seed) => draw(outputs, seed, inputs, inputs + 1),
  }
}
