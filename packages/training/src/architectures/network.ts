import type { NamedTensor } from '@mitoscope/formats'
import { createGenerator, type Generator } from '@mitoscope/tensor/random'
import { drawNormal, drawOrthogonal } from '../random/draws.ts'

/** Parameters and buffers of one network, float32, with PyTorch's names and layouts. */
export interface Network {
  readonly tensors: readonly NamedTensor[]
}

/** A tensor of a network without its values. */
export interface TensorPlan {
  readonly name: string
  /** Shape as PyTorch stores it; weights are [outputs, inputs, …window]. */
  readonly shape: readonly number[]
  /** Parameters are trained. Buffers are the running statistics, which follow the data. */
  readonly role: 'parameter' | 'buffer'
  readonly initial: Initial
}

/** A linear layer y = W x + b, stored as one matrix so that a training step treats it as one tensor. */
export interface LinearLayer {
  readonly inputs: number
  readonly outputs: number
  /** [outputs, inputs + 1], row-major: row j holds the weights of neuron j and then its bias. */
  readonly values: Float32Array
}

/** Sizes of a layer without its values. */
export interface LayerShape {
  readonly inputs: number
  readonly outputs: number
}

/** Draws the initial values of a tensor, row-major. They depend on the shape, the seed and the tensor's name. */
export type Initial = (shape: readonly number[], seed: number, name: string) => Float32Array

/** Returns initial values that are all `value`. */
export function constant(value: number): Initial {
  return (shape) => new Float32Array(countValues(shape)).fill(value)
}

/** Returns initial values that are uniform in low … high. */
export function uniform(low: number, high: number): Initial {
  return fill((generator) => low + (high - low) * generator())
}

/** Returns initial values that are uniform in ±1/√inputs, the default of PyTorch's Linear for weights and biases. */
export function uniformFanIn(inputs: number): Initial {
  const bound = 1 / Math.sqrt(inputs)
  return uniform(-bound, bound)
}

/**
 * Returns normal initial values with variance 2 / fan, which keeps the scale of ReLU layers (He, Zhang, Ren, Sun 2015),
 * for weights [outputs, inputs, …window]. The fan `in` is the number of inputs of a neuron, `out` the number of neurons
 * that an input feeds.
 */
export function heNormal(fan: 'in' | 'out'): Initial {
  return (shape, seed, name) => {
    const [outputs, inputs, ...window] = shape
    const deviation = Math.sqrt(2 / (countValues(window) * (fan === 'in' ? inputs : outputs)))
    return fill((generator) => deviation * drawNormal(generator))(shape, seed, name)
  }
}

/** Initial values that form a random matrix with orthonormal rows, or orthonormal columns if it has fewer columns. */
export const orthogonal: Initial = ([rows, columns], seed, name) =>
  drawOrthogonal(streamOf(seed, name), rows, columns)

/** Returns the number of values in a tensor. */
export function countValues(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

function fill(draw: (generator: Generator) => number): Initial {
  return (shape, seed, name) => {
    const generator = streamOf(seed, name)
    return Float32Array.from({ length: countValues(shape) }, () => draw(generator))
  }
}

function streamOf(seed: number, name: string): Generator {
  return createGenerator(seed, `tensor/${name}`)
}
