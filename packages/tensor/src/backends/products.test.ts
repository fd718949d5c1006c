import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type * as tfjs from '@tensorflow/tfjs-core'
import type { Backend } from '../backend.ts'
import { openBackend } from '../open-backend.ts'

let backend: Backend
let tf: typeof tfjs
let tensors = 0

beforeAll(async () => {
  backend = await openBackend()
  tf = backend.tf
}, 120_000)

beforeEach(() => {
  tensors = tf.memory().numTensors
})

afterEach(() => {
  expect(tf.memory().numTensors).toBe(tensors)
})

test.each([
  [false, false],
  [true, false],
  [false, true],
  [true, true],
])('products with factors transposed (%s, %s) agree with the definition', async (transposeA, transposeB) => {
  const [m, k, n] = [5, 7, 3]
  const a = filled(m * k, 1)
  const b = filled(k * n, 2)
  const product = tf.tidy(() => {
    const left = transposeA ? tf.transpose(tf.tensor2d(a, [m, k])) : tf.tensor2d(a, [m, k])
    const right = transposeB ? tf.transpose(tf.tensor2d(b, [k, n])) : tf.tensor2d(b, [k, n])
    return tf.matMul(left, right, transposeA, transposeB)
  })
  const values = await product.data()
  product.dispose()
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let exact = 0
      for (let c = 0; c < k; c++) exact += a[i * k + c] * b[c * n + j]
      expect(values[i * n + j]).toBeCloseTo(exact, 5)
    }
  }
})

test.each([
  { batch: 1, transpose: true },
  { batch: 3, transpose: true },
  { batch: 3, transpose: false },
])('fused products of $batch with bias agree with their parts', async ({ batch, transpose }) => {
  const [m, k, n] = [3, 4, 5]
  const [fused, plain] = tf.tidy(() => {
    const a = tf.tensor3d(filled(batch * k * m, 3), transpose ? [batch, k, m] : [batch, m, k])
    const b = tf.tensor3d(filled(k * n, 4), transpose ? [1, n, k] : [1, k, n])
    const bias = tf.tensor1d(filled(n, 5))
    const parts = Array.from({ length: batch }, (_, index) => {
      const one = tf.squeeze(tf.slice(a, [index, 0, 0], [1, -1, -1]), [0]) as tfjs.Tensor2D
      return tf.add(tf.matMul(one, tf.squeeze(b, [0]) as tfjs.Tensor2D, transpose, transpose), bias)
    })
    const factors = { a, b: tf.tile(b, [batch, 1, 1]), transposeA: transpose, transposeB: transpose }
    return [tf.fused.matMul({ ...factors, bias, activation: 'relu' }), tf.relu(tf.stack(parts))]
  })
  expect(fused.shape).toEqual([batch, m, n])
  const [got, wanted] = [await fused.data(), await plain.data()]
  tf.dispose([fused, plain])
  got.forEach((value, at) => expect(value).toBeCloseTo(wanted[at], 5))
})

test('batches multiply matrix by matrix', async () => {
  const product = tf.tidy(() => {
    const a = tf.tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2])
    return tf.matMul(a, a, false, true)
  })
  expect([...(await product.data())]).toEqual([5, 11, 11, 25, 61, 83, 83, 113])
  product.dispose()
})

test('gradients flow through two dense layers', async () => {
  const gradients = tf.tidy(() => {
    const x = tf.tensor2d(filled(6 * 4, 6), [6, 4])
    const y = tf.tensor1d([0, 1, 2, 0, 1, 2], 'int32')
    const loss = (first: tfjs.Tensor, second: tfjs.Tensor) => {
      const hidden = tf.relu(tf.matMul(x, first as tfjs.Tensor2D))
      const logits = tf.matMul(hidden as tfjs.Tensor2D, second as tfjs.Tensor2D)
      return tf.losses.softmaxCrossEntropy(tf.oneHot(y, 3), logits) as tfjs.Scalar
    }
    const first = tf.tensor2d(filled(4 * 5, 7), [4, 5])
    const second = tf.tensor2d(filled(5 * 3, 8), [5, 3])
    const step = 1e-2
    const slope = tf.grads(loss)([first, second])
    // Compared with a difference quotient along the gradient itself.
    const norm = tf.sum(tf.square(slope[0]))
    const shifted = (sign: number) => loss(tf.add(first, tf.mul(slope[0], sign * step)), second)
    const quotient = tf.div(tf.sub(shifted(1), shifted(-1)), 2 * step)
    return tf.stack([norm, quotient as tfjs.Tensor])
  })
  const [norm, quotient] = await gradients.data()
  gradients.dispose()
  expect(norm).toBeGreaterThan(0)
  expect(quotient / norm).toBeCloseTo(1, 1)
})

function filled(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, at) => Math.sin(seed + 1.7 * at))
}
