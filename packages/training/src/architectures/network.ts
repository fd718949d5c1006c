import type { NamedTensor } from '../storage/encode-safetensors.ts'
import type { Initial } from './initial-values.ts'

/** The parameters and buffers of one network: PyTorch's names and layouts, float32. */
export interface Network {
  readonly tensors: readonly NamedTensor[]
}

/** A tensor of a network without its values. */
export interface TensorPlan {
  readonly name: string
  /** As PyTorch stores it: weights [outputs, inputs, …window]. */
  readonly shape: readonly number[]
  /** Parameters are trained; buffers, the running statistics, follow the data. */
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
