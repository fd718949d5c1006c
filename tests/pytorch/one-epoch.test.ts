import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readDataset } from '@mitoscope/lab/local-files'
import { openBackend } from '@mitoscope/tensor/compute'
import { encodeNetwork } from '@mitoscope/training'
import { encodeSafetensors, type NamedTensor } from '@mitoscope/formats'
import type { PreparedDataset, TrainingState } from '@mitoscope/training'
import { drawBatchOrder, trainRuns } from '@mitoscope/training/compute'
import { afterAll, describe, expect, test } from 'vitest'
import { findPytorch } from './find-pytorch.ts'

const python = findPytorch()
const folder = mkdtempSync(join(tmpdir(), 'mitoscope-epoch-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const [batchSize, learningRate, momentum, weightDecay] = [128, 0.1, 0.9, 2e-3]
/** Steps of the 79 of an epoch: the first rectifier that differs is within them. */
const steps = 32

interface Step {
  readonly alone: number
  readonly apart: number
  readonly gates: number
  readonly largest: number
}

/**
 * A training of float32 and one of float64 part where what a rectifier takes is within their rounding of 0: one of them
 * lets a gradient through, the other does not. Of 10,000 images of MNIST and width 256 that comes at step 29, at an
 * input of 1e-7 when parameters are 8e-7 apart, and 1e-2 apart they end; every step by itself agrees to 3e-8. PyTorch's
 * own float32 parts from its float64 at step 72.
 */
describe.skipIf(python === undefined)('an epoch of 10,000 images', () => {
  test('agrees with PyTorch in every step, and until a rectifier is at a rounding of 0', async () => {
    const data = await readDataset({ dataset: 'mnist', trainSize: 10_000, testSize: 10 })
    const { states, batches } = await trainStepByStep(data)
    const file = (name: string, tensors: readonly NamedTensor[]) => {
      writeFileSync(join(folder, name), Buffer.concat([...encodeSafetensors(tensors)]))
      return join(folder, name)
    }
    const given = [
      file(
        'states',
        states.flatMap((state, k) => encodeNetwork(state.runs[0].network, `${k}.`)),
      ),
      file('batches', batches),
      ...[learningRate, momentum, weightDecay].map(String),
    ]
    const script = join(import.meta.dirname, 'one_epoch.py')
    const { stdout, stderr, status } = spawnSync(python!, [script, ...given], { encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    const followed = JSON.parse(stdout) as Step[]
    expect(followed).toHaveLength(steps)
    console.log(
      followed
        .map(
          (f, i) =>
            i +
            ' ' +
            Object.values(f)
              .map((v) => v.toExponential(1))
              .join(' '),
        )
        .join('\n'),
    )
    for (const [k, { alone, gates, largest }] of followed.entries()) {
      // Steps from the same state agree, so no step is wrong by itself; a gate may differ if its input is
      // closer to 0 than rounding.
      expect(alone, `step ${k}`).toBeLessThan(gates > 0 ? 1e-4 : 1e-6)
      // Gates differ only where both inputs are as near to 0 as the trainings are to each other.
      if (gates > 0) expect(largest, `step ${k}`).toBeLessThan(200 * Math.max(1e-7, followed[k - 1].apart))
    }
    const parted = followed.findIndex(({ gates }) => gates > 0)
    for (const { apart } of followed.slice(0, parted < 0 ? steps : parted)) expect(apart).toBeLessThan(2e-6)
  })
})

async function trainStepByStep(data: PreparedDataset) {
  const backend = await openBackend()
  const { inputs } = data
  const order = drawBatchOrder(0, 1, data.train.count)
  const images = new Float32Array(steps * batchSize * inputs)
  const labels = new Int32Array(steps * batchSize)
  const task = {
    architecture: 'fully-connected',
    width: 256,
    options: { hiddenLayers: 2 },
    variants: [{ seed: 0, weightDecay }],
    evaluateAt: [],
    checkpointAt: [],
  }
  const hyperparameters = { batchSize, learningRate, momentum, schedule: 'constant' } as const
  const states: TrainingState[] = [
    await trainRuns(backend, data, { ...task, hyperparameters: { ...hyperparameters, epochs: 0 } }),
  ]
  for (let k = 0; k < steps; k++) {
    const from = k * batchSize
    const rows = order.subarray(from, from + batchSize)
    // A batch is a dataset of its own, so that an epoch is a step.
    const split = {
      count: batchSize,
      inputs: Float32Array.from(
        { length: batchSize * inputs },
        (_, at) => data.train.inputs[rows[Math.floor(at / inputs)] * inputs + (at % inputs)],
      ),
      labels: Int32Array.from(rows, (row) => data.train.labels[row]),
    }
    images.set(split.inputs, from * inputs)
    labels.set(split.labels, from)
    const batch = { ...data, train: split, test: split }
    const before = { epoch: k, runs: states[k].runs }
    states.push(
      await trainRuns(
        backend,
        batch,
        { ...task, hyperparameters: { ...hyperparameters, epochs: k + 1 } },
        { resumeFrom: before },
      ),
    )
  }
  const batches: NamedTensor[] = [
    { name: 'images', shape: [steps, batchSize, inputs], values: images },
    { name: 'labels', shape: [steps, batchSize], values: labels },
  ]
  return { states, batches }
}
