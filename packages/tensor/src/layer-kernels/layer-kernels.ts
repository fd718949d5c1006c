import type * as tfjs from '@tensorflow/tfjs-core'

type Tensor = tfjs.Tensor

/** What normalising a batch leaves. All tensors are the caller's. */
export interface NormalisedBatch {
  readonly y: Tensor
  /** The running statistics, moved towards the batch's. */
  readonly mean: Tensor
  readonly variance: Tensor
  /** What the gradient asks for. */
  readonly saved: readonly Tensor[]
}

/** Operations of network layers that TensorFlow.js has no single function for, as fast as the backend has them. */
export interface LayerKernels {
  /**
   * Batch norm in training of x [count, rows, columns, channels] by its own mean and (biased) variance. The running
   * statistics move by `momentum` towards the mean and the unbiased variance, as PyTorch's do.
   */
  normaliseBatch(
    x: Tensor,
    parameters: { scale: Tensor; offset: Tensor; mean: Tensor; variance: Tensor },
    settings: { epsilon: number; momentum: number },
  ): NormalisedBatch
  /** Gradients of x, scale and offset. */
  normaliseBatchGradient(
    slope: Tensor,
    x: Tensor,
    scale: Tensor,
    saved: readonly Tensor[],
    epsilon: number,
  ): readonly [Tensor, Tensor, Tensor]
  /** The gradient before a ReLU that gave y. */
  rectifyGradient(slope: Tensor, y: Tensor): Tensor
}
