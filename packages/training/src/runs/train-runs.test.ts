import { openBackend } from '@mitoscope/tensor/compute'
import { describe, expect, test } from 'vitest'
import type { Network } from '../architectures/network.ts'
import { initialiseNetwork, planNetwork } from '../architectures/plan-network.ts'
import { drawBatchOrder } from '../random/draws.ts'
import { learningRateOf } from '../hyperparameters/learning-rate.ts'
import { decodeState, encodeState } from '../storage/encode-state.ts'
import { makeDataset } from '../testing/make-dataset.ts'
import { compareNetworks, computeLoss, differentiateLoss } from '../testing/reference-training.ts'
import { stepReference, toReference } from '../testing/reference-training.ts'
import { trainRuns } from './train-runs.ts'
import type { TrainingState, TrainingTask } from './training-state.ts'

const backend = await openBackend()
const data = makeDataset()
const task: TrainingTask = {
  architecture: 'fully-connected',
  options: { hiddenLayers: 2 },
  width: 7,
  hyperparameters: { epochs: 4, batchSize: 16, learningRate: 0.1, momentum: 0.9 },
  variants: [
    { seed: 0, weightDecay: 2e-3 },
    { seed: 1, weightDecay: 2e-3 },
    { seed: 0, weightDecay: 0 },
  ],
  evaluateAt: [1, 2, 3, 4],
  checkpointAt: [2, 4],
}

// Tensors can train on any backend, even where the host path is faster.
const ways = backend.gpu ? [backend] : [backend, { ...backend, gpu: true }]

describe.each(ways.map((way) => [way.gpu ? 'tensors' : 'the host', way] as const))('on %s', (_, backend) => {
  test('training equals float64 SGD over all batches, including the last partial one', async () => {
    const { runs } = await trainRuns(backend, data, task)
    const plan = planNetwork({ ...task, shape: data.shape, outputs: data.classes })
    task.variants.forEach(({ seed, weightDecay }, run) => {
      const network = toReference(initialiseNetwork(plan, seed))
      const velocity = network.map((layer) => layer.map((row) => row.map(() => 0)))
      for (let epoch = 1; epoch <= task.hyperparameters.epochs; epoch++) {
        const order = [...drawBatchOrder(seed, epoch, data.train.count)]
        for (let start = 0; start < order.length; start += task.hyperparameters.batchSize) {
          const gradient = differentiateLoss(
            network,
            data.train,
            order.slice(start, start + task.hyperparameters.batchSize),
          )
          const learningRate = learningRateOf(epoch, task.hyperparameters)
          stepReference(network, velocity, gradient, { learningRate, momentum: 0.9, weightDecay })
        }
      }
      expect(compareNetworks(toReference(runs[run].network), network)).toBeLessThan(1e-4)
      const all = Array.from(data.test.labels.keys())
      expect(runs[run].history.at(-1)!.testLoss).toBeCloseTo(computeLoss(network, data.test, all), 3)
    })
  })

  test('the same task gives the same numbers twice', async () => {
    expect(await trainRuns(backend, data, task)).toEqual(await trainRuns(backend, data, task))
  })

  test('a run’s numbers do not depend on the runs beside it', async () => {
    const together = await trainRuns(backend, data, task)
    for (const [run, variant] of task.variants.entries()) {
      const alone = await trainRuns(backend, data, { ...task, variants: [variant] })
      expect(distance(alone.runs[0].network, together.runs[run].network)).toBeLessThan(1e-5)
    }
  })

  test('training continued from the saved state of any epoch equals the uninterrupted one bit for bit', async () => {
    const states: TrainingState[] = []
    const whole = await trainRuns(backend, data, task, {
      onEpoch: async (_, capture) => void states.push(await capture()),
    })
    for (const state of states) {
      const resumeFrom = decodeState(Buffer.concat([...encodeState(state)]), 'state').state
      expect(resumeFrom).toEqual(state)
      expect(await trainRuns(backend, data, task, { resumeFrom })).toEqual(whole)
    }
  })

  test('checkpoints hold the parameters of their epochs', async () => {
    const kept = new Map<number, readonly Network[]>()
    const final = await trainRuns(backend, data, task, {
      onCheckpoint: async (epoch, networks) => void kept.set(epoch, networks),
    })
    expect([...kept.keys()]).toEqual([2, 4])
    expect(kept.get(4)).toEqual(final.runs.map(({ network }) => network))
  })

  test('the epoch of interpolation is recorded even if it is not to be evaluated', async () => {
    const easy = makeDataset({ noise: 0.1 })
    const hyperparameters = { ...task.hyperparameters, epochs: 12 }
    const all = Array.from({ length: 12 }, (_, i) => i + 1)
    const watched = await trainRuns(backend, easy, { ...task, hyperparameters, evaluateAt: [12] })
    const full = await trainRuns(backend, easy, { ...task, hyperparameters, evaluateAt: all })
    watched.runs.forEach(({ history }, run) => {
      const epoch = full.runs[run].history.find(({ trainError }) => trainError === 0)!.epoch
      expect(history.find(({ trainError }) => trainError === 0)!.epoch).toBe(epoch)
    })
  })

  test('progress grows to 1, an abort rejects with its reason, and neither leaves tensors behind', async () => {
    const before = backend.tf.memory().numTensors
    const fractions: number[] = []
    const hyperparameters = { ...task.hyperparameters, epochs: 3 }
    await trainRuns(
      backend,
      data,
      { ...task, hyperparameters },
      { onProgress: ({ fraction }) => fractions.push(fraction) },
    )
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(fractions.at(-1)).toBeLessThanOrEqual(1)
    const reason = new Error('enough')
    await expect(trainRuns(backend, data, task, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(backend.tf.memory().numTensors).toBe(before)
  })

  test('a step leaves no tensors behind', async () => {
    const counts: number[] = []
    await trainRuns(backend, data, task, {
      onEpoch: async () => void counts.push(backend.tf.memory().numTensors),
    })
    expect(new Set(counts).size).toBe(1)
  })
})

function distance(a: Network, b: Network): number {
  return compareNetworks(toReference(a), toReference(b))
}
