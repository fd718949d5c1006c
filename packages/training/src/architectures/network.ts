/** A linear layer y = W x + b, stored as one matrix so that a training step treats it as one tensor. */
export interface LinearLayer {
  readonly inputs: number
  readonly outputs: number
  /** [outputs, inputs + 1], row-major: row j holds the weights of neuron j and then its bias. */
  readonly values: Float32Array
}

/** Parameters of one fully connected network, from the input to the readout. */
export interface Network {
  readonly layers: readonly LinearLayer[]
}

/** Sizes of a layer without its values. */
export interface LayerShape {
  readonly inputs: number
  readonly outputs: number
}
