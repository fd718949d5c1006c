/** How steps follow from gradients, as PyTorch defines it: SGD with momentum, with Nesterov's momentum, or Adam. */
export type OptimiserName = 'sgd' | 'nesterov' | 'adam'

/** How the learning rate goes on by epoch. */
export type ScheduleName = 'constant' | 'cosine' | 'cosine-restarts' | 'step'

/** What is minimised: cross-entropy of several logits, or the square hinge of a single one. */
export type LossName = 'cross-entropy' | 'square-hinge'

/** How training images are changed each time they are seen: not at all, or as CIFAR's usually are. */
export type AugmentationName = 'none' | 'crop-and-flip'

/** How the learning rate goes on by epoch; what is left out has the value named. */
export interface Schedule {
  readonly epochs: number
  /** Learning rate of the first epoch after the warm-up. */
  readonly learningRate: number
  /** "cosine" when left out. */
  readonly schedule?: ScheduleName
  /** Where cosines end, and what they would reach after their last epoch: 0. */
  readonly finalRate?: number
  /** Cosine with restarts: epochs of the first cosine: 10. */
  readonly restartAfter?: number
  /** Cosine with restarts: how much longer each cosine is than the one before: 1. */
  readonly restartFactor?: number
  /** Steps: the epochs after which the rate is multiplied, counted from the first of the training: none. */
  readonly milestones?: readonly number[]
  /** Steps: what it is multiplied by: 0.1. */
  readonly rateFactor?: number
  /** Epochs in which the rate grows linearly to `learningRate`, before whichever schedule: 0. */
  readonly warmUp?: number
  /** Share of `learningRate` in the first epoch of the warm-up: 0.01. */
  readonly warmUpFrom?: number
}

/** What is minimised; what is left out has the value named. */
export interface Loss {
  /** "cross-entropy" when left out. */
  readonly loss?: LossName
  /** Cross-entropy: share of each target that all classes get alike: 0. */
  readonly labelSmoothing?: number
}

/** How steps follow from gradients; what is left out has the value named. */
export interface Optimiser {
  /** "sgd" when left out. */
  readonly optimiser?: OptimiserName
  /** Momentum of SGD; β₁ of Adam. */
  readonly momentum: number
  /** β₂ of Adam: 0.999. */
  readonly secondMomentum?: number
  /** ε of Adam: 1e-8. */
  readonly epsilon?: number
  /** Which parameters decay: "all", or the "weights" alone, neither biases nor batch norms. "all" when left out. */
  readonly decayOf?: 'all' | 'weights'
}

/**
 * How a run is trained. By default SGD with momentum and weight decay, cosine learning rate by epoch, cross-entropy. All
 * of it is in float32: TensorFlow.js has no tensors of half precision to train with, on any backend.
 */
export interface Recipe extends Schedule, Loss, Optimiser {
  /** Images per step; the last, smaller batch of an epoch is used too. */
  readonly batchSize: number
  /** Passes over which the gradient of a step is accumulated, each on its share of the images: 1. */
  readonly microBatches?: number
  /** "none" when left out. */
  readonly augmentation?: AugmentationName
}

/** Which run of a width this is. */
export interface RunVariant {
  /** Determines the initial parameters and the order of the batches. */
  readonly seed: number
  /** λ: λ times each parameter that decays is added to its gradient. */
  readonly weightDecay: number
}
