import type { Context } from '../context.ts'
import type { ChunkSet, Verdicts } from './chunk-set.ts'

/** Values of the widened readout that one product takes: 64 MB of float32. */
const WIDE_LIMIT = 2 ** 24

/**
 * Judges chunks by products on a GPU: X · [A₁ | A₂ | …], A_k the readout cut to the neurons that enter between two
 * sizes, and a cumulative sum over k give every size's logits, many draws in one product. It spends flops (a factor
 * of the number of sizes) to save passes over X, which is right where flops are plenty.
 */
export function judgeOnDevice(context: Context, chunks: ChunkSet) {
  const { tf } = context.backend
  const { width } = context.representation
  const { sizes, draws } = chunks
  const count = sizes.length
  const { classes } = chunks.readout(0)
  const perDraw = count * classes
  const batch = Math.max(1, Math.min(draws, Math.floor(WIDE_LIMIT / (width * perDraw))))
  const errors = new Float64Array(draws * count)
  const losses = new Float64Array(draws * count)
  const batches = Array.from({ length: Math.ceil(draws / batch) }, (_, i) => {
    const first = i * batch
    const length = Math.min(batch, draws - first)
    return { first, length, ...widen(context, chunks, first, length) }
  })

  async function judge(block: Float32Array | Float64Array, labels: Int32Array): Promise<void> {
    const rows = labels.length
    // Logits of a slice stay within the same bound as the readout.
    const step = Math.max(1, Math.floor(WIDE_LIMIT / (batch * perDraw)))
    for (let from = 0; from < rows; from += step) {
      const to = Math.min(rows, from + step)
      for (const { first, length, weight, bias } of batches) {
        const [wrong, loss] = tf.tidy(() => {
          const x = tf.tensor2d(Float32Array.from(block.subarray(from * width, to * width)), [
            to - from,
            width,
          ])
          const truth = tf.tensor1d(labels.slice(from, to), 'int32')
          const scale = tf.tensor4d(Float32Array.from(chunks.scale), [1, 1, count, 1])
          const parts = tf.reshape(tf.matMul(x, weight), [to - from, length, count, classes])
          const logits = tf.add(tf.mul(tf.cumsum(parts, 2), scale), bias)
          const chosen = tf.reshape(tf.oneHot(truth, classes), [-1, 1, 1, classes])
          const own = tf.sum(tf.mul(logits, chosen), 3)
          const missed = tf.notEqual(tf.argMax(logits, 3), tf.reshape(truth, [-1, 1, 1]))
          // Selected rather than cast: the WebGPU backend casts in name only and then transposes integers as floats.
          const misses = tf.where(missed, tf.onesLike(own), tf.zerosLike(own))
          return [tf.sum(misses, 0), tf.sum(tf.sub(tf.logSumExp(logits, 3), own), 0)]
        })
        add(errors, await wrong.data(), first * count)
        add(losses, await loss.data(), first * count)
        tf.dispose([wrong, loss])
      }
    }
  }

  async function finish(): Promise<Verdicts> {
    for (const { weight, bias } of batches) context.backend.tf.dispose([weight, bias])
    return { errors, losses, precision: 'float32' }
  }
  return { judge, finish }
}

/** Readouts of some draws side by side: weight [width, draws · sizes · classes] and bias [1, draws, 1, classes]. */
function widen(context: Context, chunks: ChunkSet, first: number, length: number) {
  const { tf } = context.backend
  const { width } = context.representation
  const { sizes } = chunks
  const { classes } = chunks.readout(0)
  const columns = length * sizes.length * classes
  const weight = new Float32Array(width * columns)
  const bias = new Float32Array(length * classes)
  for (let d = 0; d < length; d++) {
    const readout = chunks.readout(first + d)
    bias.set(readout.bias, d * classes)
    for (let k = 0, j = 0; k < sizes.length; k++) {
      for (; j < sizes[k]; j++) {
        const neuron = chunks.order[(first + d) * width + j]
        const at = neuron * columns + (d * sizes.length + k) * classes
        for (let c = 0; c < classes; c++) weight[at + c] = readout.weight[c * width + neuron]
      }
    }
  }
  return { weight: tf.tensor2d(weight, [width, columns]), bias: tf.tensor4d(bias, [1, length, 1, classes]) }
}

function add(sums: Float64Array, values: ArrayLike<number>, from: number): void {
  for (let i = 0; i < values.length; i++) sums[from + i] += values[i]
}
