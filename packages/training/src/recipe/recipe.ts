/** How a run is trained: SGD with momentum and weight decay, cosine learning rate by epoch, cross-entropy. */
export interface Recipe {
  readonly epochs: number
  /** Images per step; the last, smaller batch of an epoch is used too. */
  readonly batchSize: number
  /** Learning rate of the first epoch. */
  readonly learningRate: number
  readonly momentum: number
}

/** Which run of a width this is. */
export interface RunVariant {
  /** Determines the initial parameters and the order of the batches. */
  readonly seed: number
  /** λ: λ times each parameter, biases included, is added to its gradient. */
  readonly weightDecay: number
}
