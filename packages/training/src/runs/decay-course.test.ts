import { openBackend } from '@mitoscope/tensor/compute'
import { describe, expect, test } from 'vitest'
import type { Hyperparameters } from '../hyperparameters/hyperparameters.ts'
import { applyLabelNoise } from '../datasets/label-noise.ts'
import { decodeState, encodeState } from '../storage/encode-state.ts'
import { makeDataset } from '../testing/make-dataset.ts'
import { trainRuns } from './train-runs.ts'
import { findInterpolationEpoch, type TrainingState, type TrainingTask } from './training-state.ts'

const backend = await openBackend()
const data = makeDataset({ noise: 0.8 })
const describeTask = (hyperparameters: Partial<Hyperparameters>): TrainingTask => ({
  architecture: 'fully-connected',
  options: { hiddenLayers: 1 },
  width: 7,
  hyperparameters: { epochs: 12, batchSize: 16, learningRate: 0.1, momentum: 0.9, ...hyperparameters },
  variants: [
    { seed: 0, weightDecay: 0.05 },
    { seed: 1, weightDecay: 0.1 },
  ],
  evaluateAt: [12],
  checkpointAt: [],
})
/** Trains, and returns the state after each epoch, the last one at the end. */
const train = async (task: TrainingTask, resumeFrom?: TrainingState) => {
  const states: TrainingState[] = []
  const onEpoch = async (_: number, capture: () => Promise<TrainingState>) =>
    void states.push(await capture())
  states.push(await trainRuns(backend, data, task, { onEpoch, resumeFrom }))
  return states
}
const withoutDecay = (task: TrainingTask): TrainingTask => ({
  ...task,
  variants: task.variants.map(({ seed }) => ({ seed, weightDecay: 0 })),
})
const networks = ({ runs }: TrainingState) => runs.map(({ network, optimiser }) => ({ network, optimiser }))

// The fused steps of a plain network, and the operations on tensors of any other.
describe.each([{}, { optimiser: 'nesterov' }] as const)('with %j', (steps) => {
  test('decay from an epoch on is training without it up to there, and with it afterwards', async () => {
    const late = await train(describeTask({ ...steps, decayFrom: 'epoch', decayFromEpoch: 5 }))
    const ordinary = describeTask(steps)
    const before = await train(withoutDecay(ordinary))
    expect(networks(late[3])).toEqual(networks(before[3]))
    expect(networks(late[4])).not.toEqual(networks(before[4]))
    const after = await train(ordinary, before[3])
    expect(networks(late.at(-1)!)).toEqual(networks(after.at(-1)!))
  })

  test('decay from interpolation on begins for each run in the epoch after it, and survives a stop', async () => {
    const task = describeTask({ ...steps, decayFrom: 'interpolation' })
    const states = await train(task)
    const whole = states.at(-1)!
    const before = await train(withoutDecay(task))
    const begins = whole.runs.map(({ history }) => findInterpolationEpoch(history)!)
    expect(Math.min(...begins)).toBeLessThan(Math.max(...begins))
    expect(Math.max(...begins)).toBeLessThan(12)
    for (const [run, epoch] of begins.entries()) {
      expect(states[epoch - 1].runs[run].network).toEqual(before[epoch - 1].runs[run].network)
      expect(states[epoch].runs[run].network).not.toEqual(before[epoch].runs[run].network)
    }
    for (const state of states.slice(0, -1)) {
      const resumeFrom = decodeState(Buffer.concat([...encodeState(state)]), 'state').state
      expect((await train(task, resumeFrom)).at(-1)).toEqual(whole)
    }
  })

  test('noisy labels are the ones that are learnt and measured', async () => {
    const clean = makeDataset({ classes: 2 })
    const flipped = applyLabelNoise(clean, 1, 0)
    const { runs } = await trainRuns(backend, flipped, describeTask(steps))
    const again = { ...describeTask(steps), evaluateAt: [0], hyperparameters: { ...describeTask(steps).hyperparameters, epochs: 0 } } // prettier-ignore
    const onClean = await trainRuns(backend, clean, again, { resumeFrom: { epoch: 0, runs } })
    for (const [run, { history }] of runs.entries()) {
      expect(history.at(-1)).toMatchObject({ trainError: 0, testError: 1 })
      expect(onClean.runs[run].history.at(-1)).toMatchObject({ trainError: 1, testError: 1 })
    }
  })
})
