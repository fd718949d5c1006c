/** Optimiser as PyTorch defines it: SGD with momentum, SGD with Nesterov's momentum, or Adam. */
export type OptimiserName = 'sgd' | 'nesterov' | 'adam'

/** Course of the learning rate by epoch. */
export type ScheduleName = 'constant' | 'cosine' | 'cosine-restarts' | 'step'

/** Begin of the weight decay: the first epoch, the epoch after interpolation, or an epoch by its number. */
export type DecayStart = 'start' | 'interpolation' | 'epoch'

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

/** Course of the weight decay: 0 before it begins, and the run's λ from then on. */
export interface DecayCourse {
  /**
   * Begin of the decay; the default is "start". With "interpolation" it begins with the epoch after the first one whose
   * training error is exactly 0, and then stays, even if the error rises again.
   */
  readonly decayFrom?: DecayStart
  /** First epoch with decay, if `decayFrom` is "epoch"; the default is 2. */
  readonly decayFromEpoch?: number
}

/**
 * Hyper-parameters of a run. The default is SGD with momentum and weight decay, cosine learning rate by epoch, and
 * cross-entropy. Everything is in float32: TensorFlow.js has no half-precision tensors to train with, on any backend.
 */
export interface Hyperparameters extends Schedule, Loss, Optimiser, DecayCourse {
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

/**
 * Returns true if weights decay in an epoch (from 1) of a run that interpolated after `interpolationEpoch`, null for not
 * yet. What it depends on is part of a run's history, so that a training that is resumed goes on as it would have.
 */
export function decaysIn(
  epoch: number,
  interpolationEpoch: number | null,
  { decayFrom = 'start', decayFromEpoch = 2 }: DecayCourse,
): boolean {
  if (decayFrom === 'interpolation') return interpolationEpoch !== null && epoch > interpolationEpoch
  return decayFrom === 'start' || epoch >= decayFromEpoch
}

/** Returns the number of logits of a network: one per class, or one for the square hinge. */
export function countOutputs({ loss }: Loss, classes: number): number {
  return loss === 'square-hinge' ? 1 : classes
}

/**
 * Returns true if steps are SGD with momentum on the plain cross-entropy of unchanged images, with decay of all
 * parameters: what the fused paths of the fully connected network compute. Any schedule is allowed.
 */
export function hasPlainSteps({
  optimiser = 'sgd',
  decayOf = 'all',
  loss = 'cross-entropy',
  labelSmoothing = 0,
  microBatches = 1,
  augmentation = 'none',
}: Hyperparameters): boolean {
  const plainStep = optimiser === 'sgd' && decayOf === 'all' && microBatches === 1
  const plainImages = augmentation === 'none'
  return plainStep && plainImages && loss === 'cross-entropy' && labelSmoothing === 0
}
