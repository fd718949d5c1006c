import * as tf from '@tensorflow/tfjs-core'

interface ConvolutionAttributes {
  readonly strides: [number, number] | number
  readonly pad: 'valid' | 'same' | number
  readonly dataFormat?: 'NHWC' | 'NCHW'
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
  readonly filterShape: [number, number, number, number]
}

/**
 * Gives the WebAssembly backend the gradient of a convolution's filters, which it lacks: at each place of the window, one
 * product of the images' values there, [inputs, count · rows · columns], and the slopes. Images are [count, rows, columns, channels].
 */
export function registerFilterGradient(): void {
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as Record<string, tf.Tensor4D>
      return differentiateFilters(x, dy, attrs as unknown as ConvolutionAttributes)
    },
  })
}

function differentiateFilters(x: tf.Tensor4D, dy: tf.Tensor4D, attributes: ConvolutionAttributes): tf.Tensor {
  const { strides, pad, dimRoundingMode, filterShape } = attributes
  const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode)
  const { padInfo, outHeight, outWidth, strideHeight, strideWidth, inChannels, outChannels } = info
  return tf.tidy(() => {
    const { top, bottom, left, right } = padInfo
    const padded = tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]]) // prettier-ignore
    const slopes = tf.reshape(dy, [-1, outChannels])
    const products: tf.Tensor[] = []
    for (let row = 0; row < info.filterHeight; row++) {
      for (let column = 0; column < info.filterWidth; column++) {
        const end = [row + (outHeight - 1) * strideHeight + 1, column + (outWidth - 1) * strideWidth + 1]
        const seen = tf.stridedSlice(
          padded,
          [0, row, column, 0],
          [info.batchSize, ...end, inChannels],
          [1, strideHeight, strideWidth, 1],
        )
        products.push(tf.matMul(tf.reshape(seen, [-1, inChannels]), slopes as tf.Tensor2D, true, false))
      }
    }
    return tf.reshape(tf.stack(products), filterShape)
  })
}
