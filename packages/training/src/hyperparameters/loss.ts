import type { Loss } from './hyperparameters.ts'
import type { Scalar, Tensor1D, Tensor2D, Tf } from '../tensors.ts'

/**
 * Returns the loss of a batch as a differentiable float32 scalar, from logits [N, C] and classes [N] (int32).
 * Cross-entropy is the mean in nats, with label smoothing ε against the targets (1 − ε)·one-hot + ε/C (PyTorch's
 * CrossEntropyLoss). The square hinge is ½·mean(max(0, 1 − y f)²) of one logit f, where y is +1 for class 1 and −1 for
 * class 0. Call it inside a tidy. Throws a RangeError for the square hinge of several logits, and for cross-entropy of
 * one.
 */
export function lossOf(tf: Tf, hyperparameters: Loss, logits: Tensor2D, labels: Tensor1D): Scalar {
  const classes = logits.shape[1]
  if (hyperparameters.loss === 'square-hinge') {
    if (classes !== 1) throw new RangeError(`The square hinge takes one logit per image, not ${classes}`)
    const signs = tf.sub(tf.mul(tf.cast(labels, 'float32'), 2), 1)
    const missing = tf.relu(tf.sub(1, tf.mul(signs, tf.squeeze(logits, [1]))))
    return tf.mul(tf.mean(tf.square(missing)), 0.5)
  }
  if (classes < 2)
    throw new RangeError(
      'Cross-entropy takes two logits per image or more; for one logit choose the square hinge',
    )
  const smoothing = hyperparameters.labelSmoothing ?? 0
  const oneHot = tf.cast(tf.oneHot(labels, classes), 'float32')
  const targets = smoothing === 0 ? oneHot : tf.add(tf.mul(oneHot, 1 - smoothing), smoothing / classes)
  return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1)))
}
