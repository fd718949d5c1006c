import type { Tensor, Tensor4D, Tf } from '../../tensors.ts'

/** Kernel size and stride of a convolution. */
export interface Window {
  readonly kernel: number
  readonly stride: number
}

/** Shape of filters, [kernel, kernel, inputs, outputs]. */
type FilterShape = [number, number, number, number]

/**
 * Convolves images [count, rows, columns, channels] with filters [kernel, kernel, inputs, outputs], padded with zeros
 * by half the kernel on each side as in PyTorch (TensorFlow's "same" equals that only at stride 1). Also returns the
 * padded images, which the gradients need.
 */
export function convolve(tf: Tf, images: Tensor4D, filters: Tensor4D, { kernel, stride }: Window) {
  const padded = stride === 1 ? images : padPixels(tf, images, (kernel - 1) / 2)
  const pad = stride === 1 ? 'same' : 'valid'
  return { padded, output: tf.conv2d(padded, filters, stride, pad) }
}

/** Returns the gradient with respect to the filters. */
export function differentiateFilters(
  tf: Tf,
  x: Tensor4D,
  dy: Tensor4D,
  filterShape: FilterShape,
  { stride }: Window,
): Tensor4D {
  const attributes = { ...describe(stride), filterShape }
  return tf.engine().runKernel('Conv2DBackpropFilter', { x, dy }, attributes as never)
}

/** Returns the gradient with respect to the images, which were padded if the stride is above 1. */
export function differentiateImages(
  tf: Tf,
  padded: Tensor4D,
  dy: Tensor4D,
  filter: Tensor4D,
  { kernel, stride }: Window,
): Tensor4D {
  // At stride 1 the gradient is itself a convolution, with reversed filters. On WebAssembly only that has a fast
  // kernel, and TensorFlow's own gradient is wrong between single channels.
  const single = filter.shape[2] === 1 && filter.shape[3] === 1
  if (stride === 1 && (single || tf.getBackend() === 'wasm'))
    return tf.tidy(() => tf.conv2d(dy, tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]), 1, 'same'))
  const attributes = { ...describe(stride), inputShape: padded.shape }
  const slope: Tensor4D = tf.engine().runKernel('Conv2DBackpropInput', { dy, filter }, attributes as never)
  const pad = (kernel - 1) / 2
  if (stride === 1 || pad === 0) return slope
  const [count, rows, columns, channels] = padded.shape
  const inner = tf.slice(slope, [0, pad, pad, 0], [count, rows - 2 * pad, columns - 2 * pad, channels])
  slope.dispose()
  return inner
}

/** Adds a frame of `pixels` pixels on each side. */
function padPixels(tf: Tf, images: Tensor4D, pixels: number, value = 0): Tensor4D {
  if (pixels === 0) return images
  const frame: [number, number] = [pixels, pixels]
  return tf.pad(images, [[0, 0], frame, frame, [0, 0]], value)
}

function describe(stride: number) {
  return { strides: [stride, stride], pad: stride === 1 ? 'same' : 'valid', dataFormat: 'NHWC' }
}

/** Computes means of squares of size × size pixels with the given stride. `back` computes their gradient. */
export function poolMean(tf: Tf, x: Tensor4D, size: number, stride: number) {
  const attributes = { filterSize: size, strides: stride, pad: 'valid' as const }
  return {
    output: tf.avgPool(x, size, stride, 'valid'),
    back: (dy: Tensor4D): Tensor => tf.engine().runKernel('AvgPoolGrad', { dy, input: x }, attributes),
  }
}

/** Computes maxima of 3 × 3 pixels with stride 2, padded by one pixel of −3e38. `back` computes their gradient. */
export function poolMaximum(tf: Tf, x: Tensor4D) {
  const padded = padPixels(tf, x, 1, -3e38)
  const output = tf.maxPool(padded, 3, 2, 'valid')
  const attributes = { filterSize: 3, strides: 2, pad: 'valid' as const }
  const back = (dy: Tensor4D): Tensor =>
    tf.tidy(() => {
      const slope = tf
        .engine()
        .runKernel('MaxPoolGrad', { dy, input: padded, output }, attributes) as Tensor4D
      return tf.slice(slope, [0, 1, 1, 0], x.shape)
    })
  return { output, back, saved: [padded] }
}
