import { nameHidden, readoutName } from './fully-connected.ts'
import type { LayerShape, LinearLayer, Network, TensorPlan } from './network.ts'
import type { NamedTensor } from '@mitoscope/formats'

/** A fully connected network in the form of the fused paths: one matrix per layer, from the input to the readout. */
export interface LinearNetwork {
  readonly layers: readonly LinearLayer[]
}

/** Returns the sizes of the linear layers of a plan that lists weights and biases alternately. */
export function listLayerShapes(tensors: readonly TensorPlan[]): LayerShape[] {
  const weights = tensors.filter(({ shape }) => shape.length === 2)
  return weights.map(({ shape: [outputs, inputs] }) => ({ inputs, outputs }))
}

/** Returns layers of the given sizes, filled with 0. */
export function zeroLayers(shapes: readonly LayerShape[]): LinearNetwork {
  return {
    layers: shapes.map(({ inputs, outputs }) => {
      return { inputs, outputs, values: new Float32Array((inputs + 1) * outputs) }
    }),
  }
}

/** Joins each layer's bias with its weights. The tensors are weights and biases alternately, from the input on. */
export function joinLayers(tensors: readonly NamedTensor[]): LinearNetwork {
  const layers = tensors.flatMap((weight, i) => (i % 2 === 0 ? [joinLayer(weight, tensors[i + 1])] : []))
  return { layers }
}

function joinLayer({ shape, values: weights }: NamedTensor, { values: biases }: NamedTensor): LinearLayer {
  const [outputs, inputs] = shape
  const values = new Float32Array(outputs * (inputs + 1))
  for (let j = 0; j < outputs; j++) {
    values.set(weights.subarray(j * inputs, (j + 1) * inputs), j * (inputs + 1))
    values[j * (inputs + 1) + inputs] = biases[j]
  }
  return { inputs, outputs, values }
}

/**
 * Splits layers into weights and biases, bit for bit, under the names of a plain fully connected network after
 * `prefix`.
 */
export function splitLayers({ layers }: LinearNetwork, prefix = ''): Network {
  return {
    tensors: layers.flatMap((layer, i) => {
      const module = i === layers.length - 1 ? readoutName : nameHidden(i, false).linear
      return splitLayer(layer, `${prefix}${module}`)
    }),
  }
}

function splitLayer({ inputs, outputs, values }: LinearLayer, module: string): NamedTensor[] {
  const weight = new Float32Array(outputs * inputs)
  const bias = new Float32Array(outputs)
  for (let j = 0; j < outputs; j++) {
    const row = values.subarray(j * (inputs + 1), (j + 1) * (inputs + 1))
    weight.set(row.subarray(0, inputs), j * inputs)
    bias[j] = row[inputs]
  }
  return [
    { name: `${module}.weight`, shape: [outputs, inputs], values: weight },
    { name: `${module}.bias`, shape: [outputs], values: bias },
  ]
}
