// What 1,000 steps of a network leave behind: node --expose-gc --import tsx growth.ts ARCHITECTURE WIDTH. Prints JSON.
import { openBackend } from '@mitoscope/tensor/compute'
import type { PreparedDataset, PreparedSplit } from '@mitoscope/training'
import { trainRuns } from '@mitoscope/training/compute'

const [architecture, width] = process.argv.slice(2)
const steps = 1_000
const [batch, classes] = [32, 10]
const shape = [8, 8, 3] as const
const inputs = shape[0] * shape[1] * shape[2]
const backend = await openBackend()

interface Held {
  readonly tensors: number
  readonly bytes: number
}

/** After each tenth of the steps; the first also has grown caches and compiled code. */
const held: Held[] = []
await trainRuns(
  backend,
  {
    shape,
    inputs,
    classes,
    // A tenth of the steps is an epoch.
    train: draw((batch * steps) / 10),
    test: draw(batch),
    means: [0],
    deviations: [1],
  } satisfies PreparedDataset,
  {
    architecture,
    options: {},
    width: Number(width),
    recipe: { epochs: 10, batchSize: batch, learningRate: 1e-3, momentum: 0.9 },
    variants: [{ seed: 0, weightDecay: 5e-4 }],
    evaluateAt: [],
    checkpointAt: [],
  },
  { onEpoch: async () => void held.push(weigh()) },
)
const [first, last] = [held[0], held.at(-1)!]
console.log(
  JSON.stringify({
    steps,
    device: backend.device,
    tensors: last.tensors - first.tensors,
    mebibytes: (last.bytes - first.bytes) / 2 ** 20,
    after: last.bytes / 2 ** 20,
  }),
)
process.exit(0)

function weigh(): Held {
  globalThis.gc!()
  return { tensors: backend.tf.memory().numTensors, bytes: process.memoryUsage.rss() }
}

function draw(count: number): PreparedSplit {
  const values = Float32Array.from({ length: count * inputs }, () => 2 * Math.random() - 1)
  return { count, inputs: values, labels: Int32Array.from({ length: count }, (_, i) => i % classes) }
}
