import * as tf from '@tensorflow/tfjs-core'

interface ConvolutionAttributes {
  readonly strides: [number, number] | number
  readonly pad: 'valid' | 'same' | number
  readonly dataFormat?: 'NHWC' | 'NCHW'
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
  readonly filterShape: [number, number, number, number]
}

/** The functions of the WebAssembly backend in use, besides its kernels. */
interface Heap {
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo
  /** Returns a view, valid until the next allocation. */
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array
}

/** Number of values from which copying them at once is faster than one by one. */
const long = 48

/**
 * Registers the gradient of a convolution's filters, which the WebAssembly backend lacks. For each row of the window it
 * is one product of the output's gradients, [outputs, count · rows · columns], and the image values in that row, which
 * are adjacent in memory. Images are [count, rows, columns, channels].
 */
export function registerFilterGradient(): void {
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { x, dy } = inputs as Record<string, tf.Tensor4D>
      return differentiateFilters(x, dy, attrs as unknown as ConvolutionAttributes, backend as Heap)
    },
  })
}

function differentiateFilters(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  { strides, pad, dimRoundingMode, filterShape }: ConvolutionAttributes,
  heap: Heap,
): tf.Tensor {
  const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode)
  return tf.tidy(() => {
    const slopes = tf.transpose(tf.reshape(dy, [-1, info.outChannels])) as tf.Tensor2D
    const products = Array.from({ length: info.filterHeight }, (_, row) =>
      tf.matMul(slopes, gatherRow(heap, x, info, row)),
    )
    return tf.reshape(tf.transpose(tf.concat(products, 1)), filterShape)
  })
}

/**
 * Gathers the values in one row of the window at each place, [count · rows · columns, window's columns · channels],
 * with 0 outside the image.
 */
function gatherRow(heap: Heap, x: tf.Tensor4D, info: tf.backend_util.Conv2DInfo, row: number): tf.Tensor2D {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterWidth, padInfo } = info
  const size = filterWidth * inChannels
  const made = heap.makeOutput([batchSize * outHeight * outWidth, size], 'float32')
  const [from, to] = [heap.typedArrayFromHeap(x), heap.typedArrayFromHeap(made)]
  let at = 0
  for (let image = 0; image < batchSize; image++) {
    for (let y = 0; y < outHeight; y++) {
      const line = y * info.strideHeight + row - padInfo.top
      const isInside = line >= 0 && line < inHeight
      const start = (image * inHeight + line) * inWidth
      for (let column = 0; column < outWidth; column++, at += size) {
        const left = column * info.strideWidth - padInfo.left
        const [first, last] = isInside ? [Math.max(0, left), Math.min(inWidth, left + filterWidth)] : [0, 0]
        const place = at + (first - left) * inChannels
        const count = (last - first) * inChannels
        if (count < size) to.fill(0, at, at + size)
        if (count > 0) copy(from, (start + first) * inChannels, to, place, count)
      }
    }
  }
  return tf.engine().makeTensorFromTensorInfo(made) as tf.Tensor2D
}

function copy(from: Float32Array, at: number, to: Float32Array, place: number, count: number): void {
  if (count >= long) to.set(from.subarray(at, at + count), place)
  else for (let i = 0; i < count; i++) to[place + i] = from[at + i]
}
