// Times a training step of a network as sweeps train it: node --import tsx step.ts ARCHITECTURE WIDTH STEPS. Prints JSON.
import { openBackend } from '@mitoscope/tensor/compute'
import { trainRuns } from '@mitoscope/training/compute'
import { drawDataset } from './draw-dataset.ts'

const [architecture, width, steps] = process.argv.slice(2)
const [batch, warm] = [128, 1]
const shape = architecture === 'fully-connected' ? ([28, 28, 1] as const) : ([32, 32, 3] as const)
const backend = await openBackend()

/** Tensors at the reports of progress. */
const counts: number[] = []
await time(warm)
counts.length = 0
const [short, long] = [await time(warm), await time(warm + Number(steps))]
const [seconds, cpuSeconds] = long.map((value, i) => (value - short[i]) / Number(steps))
const grown = Math.max(...counts) - Math.min(...counts)
console.log(JSON.stringify({ seconds, cpuSeconds, device: backend.device, backend: backend.name, grown }))
process.exit(0)

/** Seconds and CPU seconds of an epoch of that many steps and what surrounds it, which a difference takes away. */
async function time(epoch: number): Promise<[number, number]> {
  const data = drawDataset(shape, epoch * batch, batch)
  const [from, used] = [performance.now(), process.cpuUsage()]
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
  const { user, system } = process.cpuUsage(used)
  return [(performance.now() - from) / 1_000, (user + system) / 1e6]
}
