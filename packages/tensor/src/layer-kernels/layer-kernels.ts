import type * as tfjs from '@tensorflow/tfjs-core'

type Tensor = tfjs.Tensor

/** Results of normalising a batch. The caller must dispose of all tensors. */
export interface NormalisedBatch {
  readonly y: Tensor
  /** Running mean, moved towards the batch's; `variance` likewise. */
  readonly mean: Tensor
  readonly variance: Tensor
  /** Tensors that the gradient needs. */
  readonly saved: readonly Tensor[]
}

/**
 * Operations of network layers for which TensorFlow.js has no single function, as fast as the backend provides them.
 */
export interface LayerKernels {
  /**
   * Applies batch norm in training to x [count, rows, columns, channels], with its own mean and biased variance. The
   * running statistics move by `momentum` towards the mean and the unbiased variance, as in PyTorch.
   */
  normaliseBatch(
    x: Tensor,
    parameters: { scale: Tensor; offset: Tensor; mean: Tensor; variance: Tensor },
    settings: { epsilon: number; momentum: number },
  ): NormalisedBatch
  /** Returns the gradients with respect to x, scale and offset. */
  normaliseBatchGradient(
    slope: Tensor,
    x: Tensor,
    scale: Tensor,
    saved: readonly Tensor[],
    epsilon: number,
  ): readonly [Tensor, Tensor, Tensor]
  /** Returns the gradient before a ReLU with the output y. */
  rectifyGradient(slope: Tensor, y: Tensor): Tensor
}
