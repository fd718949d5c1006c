import { performance } from 'node:perf_hooks'
import { openBackend } from '@mitoscope/tensor/compute'

// The rate of a 2048² float32 product on the backend of MITOSCOPE_BACKEND, as peak.py measures NumPy's, and that of a
// Gram matrix. Prints JSON.
const size = 2048
const repeats = 5

const { name, device, version, tf, createGram } = await openBackend()
const a = tf.randomUniform([size, size])
let best = Infinity
for (let i = 0; i <= repeats; i++) {
  const from = performance.now()
  const product = tf.matMul(a, a)
  // Reading one entry waits for devices that compute beside the host, without moving the whole product.
  const entry = tf.slice(product, [0, 0], [1, 1])
  await entry.data()
  // The first one also compiles.
  if (i > 0) best = Math.min(best, performance.now() - from)
  tf.dispose([product, entry])
}

// The Gram matrix of the benchmark's test split, counted as the plain product that it replaces: 2 N W².
const [rows, width, blockRows] = [10_000, 2048, 2000]
const block = Float32Array.from({ length: blockRows * width }, (_, i) => ((i * 7919) % 1024) / 512 - 1)
let gramSeconds = Infinity
let resolution = 0
for (let i = 0; i < 3; i++) {
  const from = performance.now()
  const accumulator = createGram(width)
  for (let n = 0; n < rows; n += blockRows) await accumulator.add(block, blockRows)
  resolution = (await accumulator.finish()).resolution
  gramSeconds = Math.min(gramSeconds, (performance.now() - from) / 1000)
}
const gram = (2 * rows * width ** 2) / gramSeconds / 1e9
console.log(
  JSON.stringify({ name, device, version, float32: (2 * size ** 3) / best / 1e6, gram, resolution }),
)
process.exit(0)
