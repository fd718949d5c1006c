/** Optimiser as PyTorch defines it: SGD with momentum, SGD with Nesterov's momentum, or Adam. */
export type OptimiserName = 'sgd' | 'nesterov' | 'adam'

/** Course of the learning rate by epoch. */
export type ScheduleName = 'constant' | 'cosine' | 'cosine-restarts' | 'step'

/** Minimised loss: cross-entropy of several logits, or the square hinge of a single one. */
export type LossName = 'cross-entropy' | 'square-hinge'

/** Augmentation of training images: none, or the usual one of CIFAR. */
export type AugmentationName = 'none' | 'crop-and-flip'

/** Course of the learning rate by epoch. */
export interface Schedule {
  readonly epochs: number
  /** Learning rate of the first epoch after the warm-up. */
  readonly learningRate: number
  /** Kind of schedule; the default is "cosine". */
  readonly schedule?: ScheduleName
  /** Rate at the end of cosines, which they would reach after their last epoch; the default is 0. */
  readonly finalRate?: number
  /** Cosine with restarts: epochs of the first cosine; the default is 10. */
  readonly restartAfter?: number
  /** Cosine with restarts: length of each cosine relative to the previous one; the default is 1. */
  readonly restartFactor?: number
  /** Steps: epochs, counted from the first, after which the rate is multiplied by `rateFactor`; none by default. */
  readonly milestones?: readonly number[]
  /** Steps: factor of the rate at each milestone; the default is 0.1. */
  readonly rateFactor?: number
  /** Epochs of linear growth to `learningRate`, before any schedule; the default is 0. */
  readonly warmUp?: number
  /** Share of `learningRate` in the first epoch of the warm-up; the default is 0.01. */
  readonly warmUpFrom?: number
}

/** Minimised loss. */
export interface Loss {
  /** Kind of loss; the default is "cross-entropy". */
  readonly loss?: LossName
  /** Cross-entropy: share of each target that is spread evenly over all classes; the default is 0. */
  readonly labelSmoothing?: number
}

/** Optimiser and its hyper-parameters. */
export interface Optimiser {
  /** Kind of optimiser; the default is "sgd". */
  readonly optimiser?: OptimiserName
  /** Momentum of SGD; β₁ of Adam. */
  readonly momentum: number
  /** β₂ of Adam; the default is 0.999. */
  readonly secondMomentum?: number
  /** ε of Adam; the default is 1e-8. */
  readonly epsilon?: number
  /** Parameters that decay: "all" (the default), or only the "weights", without biases and batch norms. */
  readonly decayOf?: 'all' | 'weights'
}

/**
 * Hyper-parameters of a run. The default is SGD with momentum and weight decay, cosine learning rate by epoch, and
 * cross-entropy. Everything is in float32: TensorFlow.js has no half-precision tensors to train with, on any backend.
 */
export interface Hyperparameters extends Schedule, Loss, Optimiser {
  /** Images per step; the last, smaller batch of an epoch is used too. */
  readonly batchSize: number
  /**
   * Number of passes over which the gradient of a step is accumulated, each on its share of the images; the default is
   * 1.
   */
  readonly microBatches?: number
  /** Augmentation of training images; the default is "none". */
  readonly augmentation?: AugmentationName
}

/** Seed and weight decay, which distinguish the runs of a width. */
export interface RunVariant {
  /** Seed of the initial parameters and of the order of batches. */
  readonly seed: number
  /** λ: a step adds λ times each decaying parameter to its gradient. */
  readonly weightDecay: number
}
