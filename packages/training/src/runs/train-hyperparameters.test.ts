import { openBackend } from '@mitoscope/tensor/compute'
import { expect, test } from 'vitest'
import type { Hyperparameters } from '../hyperparameters/hyperparameters.ts'
import { decodeState, encodeState } from '../storage/encode-state.ts'
import { makeDataset } from '../testing/make-dataset.ts'
import { trainRuns } from './train-runs.ts'
import type { TrainingState, TrainingTask } from './training-state.ts'

const backend = await openBackend()
const flat = makeDataset()
const [two, images] = [
  makeDataset({ classes: 2 }),
  { ...makeDataset({ inputs: 75 }), shape: [5, 5, 3] as const },
]
const base = { epochs: 3, batchSize: 16, learningRate: 0.05, momentum: 0.9 }
const describeTask = (hyperparameters: Partial<Hyperparameters>): TrainingTask => ({
  architecture: 'fully-connected',
  options: { hiddenLayers: 2 },
  width: 7,
  hyperparameters: { ...base, ...hyperparameters },
  variants: [
    { seed: 0, weightDecay: 2e-3 },
    { seed: 1, weightDecay: 0 },
  ],
  evaluateAt: [1, 2, 3],
  checkpointAt: [3],
})

const choices: [Partial<Hyperparameters>, typeof flat][] = [
  [{ optimiser: 'adam', learningRate: 0.01, warmUp: 1 }, flat],
  [{ optimiser: 'nesterov', labelSmoothing: 0.1, microBatches: 3, schedule: 'step', milestones: [1] }, flat],
  [{ loss: 'square-hinge', decayOf: 'weights', schedule: 'cosine-restarts', restartAfter: 2 }, two],
  [{ augmentation: 'crop-and-flip', schedule: 'constant' }, images],
]

test.each(choices)('%j learns, and continues from any epoch bit for bit', async (hyperparameters, data) => {
  const task = describeTask(hyperparameters)
  const states: TrainingState[] = []
  const whole = await trainRuns(backend, data, task, {
    onEpoch: async (_, capture) => void states.push(await capture()),
  })
  for (const { history } of whole.runs) {
    expect(history.at(-1)!.trainLoss).toBeLessThan(history[0].trainLoss)
  }
  for (const state of states) {
    const resumeFrom = decodeState(Buffer.concat([...encodeState(state)]), 'state').state
    expect(await trainRuns(backend, data, task, { resumeFrom })).toEqual(whole)
  }
})

test('the gradient accumulated over several passes equals that of one pass', async () => {
  const ends = await Promise.all(
    [2, 1].map((microBatches) =>
      trainRuns(backend, flat, describeTask({ optimiser: 'nesterov', microBatches })),
    ),
  )
  const [passes, whole] = ends.map(({ runs }) => runs[0].history.at(-1)!.testLoss)
  expect(passes).toBeCloseTo(whole, 4)
})

test('without epochs the initial network is evaluated and saved', async () => {
  const kept: number[] = []
  const task = { ...describeTask({ epochs: 0 }), evaluateAt: [0], checkpointAt: [0] }
  const { epoch, runs } = await trainRuns(backend, flat, task, {
    onCheckpoint: async (at) => void kept.push(at),
  })
  const begun = await trainRuns(backend, flat, {
    ...task,
    hyperparameters: { ...task.hyperparameters, epochs: 1, learningRate: 0 },
  })
  expect(epoch).toBe(0)
  expect(kept).toEqual([0])
  expect(runs[0].history).toMatchObject([{ epoch: 0 }])
  expect(runs[0].network).toEqual(begun.runs[0].network)
})
