import type { Backend } from '@mitoscope/tensor/compute'
import { BLOCK_BYTES } from '../../computations/context.ts'
import { largestByNeuron, largestSum } from '../../computations/judging/largest-sum.ts'
import type { Readout, Representation } from '../../representation/representation.ts'
import type { RunLogits } from './run-logits.ts'

/** Number of multiply-adds up to which float64 on the host takes about a second. */
const CHEAP = 1e9
/** Largest Σⱼ |A_cj xⱼ| at which float32 sums are good to 1e-3. */
const FLOAT32_LIMIT = 1e3

/**
 * Returns the logits of the whole layer on the test inputs as float32, in one pass over row blocks. They are summed in
 * float64 if that is cheap or the sums are large, else by float32 products of the backend. Null without readout or
 * labels of the test inputs, and if logits exceed the range of float32.
 */
export async function computeLogits(
  { test, readout }: Pick<Representation, 'test' | 'readout'>,
  backend: Backend,
  signal?: AbortSignal,
): Promise<RunLogits | null> {
  const { features, labels } = test
  if (!readout || !labels) return null
  const { rows, width } = features
  const { classes } = readout
  const values = new Float32Array(rows * classes)
  const isCheap = rows * width * classes <= CHEAP && !backend.gpu
  let done = 0
  for await (const block of features.blocks(Math.max(16, Math.floor(BLOCK_BYTES / (4 * width))))) {
    signal?.throwIfAborted()
    const product =
      isCheap || !(largestSum(largestByNeuron(block, width), readout) < FLOAT32_LIMIT)
        ? multiply
        : multiplyOnDevice
    values.set(await product(block, readout, width, backend), done * classes)
    done += block.length / width
  }
  return values.every(Number.isFinite) ? { rows, classes, values, labels } : null
}

type Product = (
  block: Float32Array | Float64Array,
  readout: Readout,
  width: number,
  backend: Backend,
) => Promise<Float32Array>

const multiply: Product = async (block, { weight, bias, classes }, width) => {
  const rows = block.length / width
  const logits = new Float32Array(rows * classes)
  for (let n = 0; n < rows; n++) {
    for (let c = 0; c < classes; c++) {
      let sum = bias[c]
      for (let j = 0, x = n * width, a = c * width; j < width; j++) sum += block[x + j] * weight[a + j]
      logits[n * classes + c] = sum
    }
  }
  return logits
}

const multiplyOnDevice: Product = async (block, { weight, bias, classes }, width, { tf }) => {
  const logits = tf.tidy(() => {
    const x = tf.tensor2d(Float32Array.from(block), [block.length / width, width])
    // Transposed here, because some backends multiply transposed matrices far more slowly.
    const turned = new Float32Array(width * classes)
    for (let c = 0; c < classes; c++)
      for (let j = 0; j < width; j++) turned[j * classes + c] = weight[c * width + j]
    return tf.add(tf.matMul(x, tf.tensor2d(turned, [width, classes])), tf.tensor1d(Float32Array.from(bias)))
  })
  const values = await logits.data<'float32'>()
  logits.dispose()
  return values
}
