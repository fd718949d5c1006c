// Measures the memory that 1,000 steps of a network leave behind, and prints JSON:
// node --expose-gc --import tsx growth.ts ARCHITECTURE WIDTH
import { openBackend } from '@mitoscope/tensor/compute'
import { trainRuns } from '@mitoscope/training/compute'
import { drawDataset } from '../training/draw-dataset.ts'

const [architecture, width] = process.argv.slice(2)
const steps = 1_000
const batch = 32
const backend = await openBackend()

interface Held {
  readonly tensors: number
  readonly bytes: number
}

/** After each tenth of the steps; the first also has grown caches and compiled code. */
const held: Held[] = []
await trainRuns(
  backend,
  // A tenth of the steps is an epoch.
  drawDataset([8, 8, 3], (batch * steps) / 10, batch),
  {
    architecture,
    options: {},
    width: Number(width),
    hyperparameters: { epochs: 10, batchSize: batch, learningRate: 1e-3, momentum: 0.9 },
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
