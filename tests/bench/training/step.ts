// Times a training step of a network as sweeps train it: node --import tsx step.ts ARCHITECTURE WIDTH STEPS. Prints JSON.
import { openBackend } from '@mitoscope/tensor/compute'
import { trainRuns } from '@mitoscope/training/compute'
import { drawDataset } from './draw-dataset.ts'

const [architecture, width, steps] = process.argv.slice(2)
const [batch, warm] = [128, 2]
const shape = architecture === 'fully-connected' ? ([28, 28, 1] as const) : ([32, 32, 3] as const)
const backend = await openBackend()

/** Tensors at the reports of progress. */
const counts: number[] = []
await time(warm)
counts.length = 0
const [short, long] = [await time(warm), await time(warm + Number(steps))]
const seconds = (long - short) / Number(steps)
const grown = Math.max(...counts) - Math.min(...counts)
console.log(JSON.stringify({ seconds, device: backend.device, backend: backend.name, grown }))
process.exit(0)

/** Seconds of an epoch of that many steps and what surrounds it, which a difference takes away. */
async function time(epoch: number): Promise<number> {
  const data = drawDataset(shape, epoch * batch, batch)
  const from = performance.now()
  await trainRuns(
    backend,
    data,
    {
      architecture,
      options: {},
      width: Number(width),
      hyperparameters: { epochs: 1, batchSize: batch, learningRate: 0.01, momentum: 0.9 },
      variants: [{ seed: 0, weightDecay: 5e-4 }],
      evaluateAt: [],
      checkpointAt: [],
    },
    { onProgress: () => void counts.push(backend.tf.memory().numTensors) },
  )
  return (performance.now() - from) / 1_000
}
