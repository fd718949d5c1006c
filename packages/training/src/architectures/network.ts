import type { NamedTensor } from '@mitoscope/formats'
import type { Initial } from './initial-values.ts'

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
