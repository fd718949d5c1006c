import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBackend } from '@mitoscope/tensor/compute'
import { decodeNetwork, encodeNetwork, planNetwork } from '@mitoscope/training'
import { decodeSafetensors, encodeSafetensors, type NamedTensor } from '@mitoscope/formats'
import type { Network, NetworkPlan, PreparedDataset } from '@mitoscope/training'
import { representNetwork, trainRuns } from '@mitoscope/training/compute'
import { afterAll, describe, expect, test } from 'vitest'
import { findPytorch } from './find-pytorch.ts'

const python = findPytorch()
const root = mkdtempSync(join(tmpdir(), 'mitoscope-pytorch-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const backend = await openBackend()
const [steps, learningRate, count] = [3, 0.05, 16]
const inputs = 192
const images = Float32Array.from({ length: count * inputs }, (_, i) => Math.sin(12.9898 * (i + 1)) * 1.5)
const labels = Int32Array.from({ length: count }, (_, i) => (i * 7) % 4)
const split = { count, inputs: images, labels }
/** Fully connected networks take pixels and channels in the order of each program: grey images have one. */
const dataOf = (architecture: string): PreparedDataset => ({
  shape: architecture === 'fully-connected' ? [8, 24, 1] : [8, 8, 3],
  inputs,
  classes: 4,
  train: split,
  test: split,
  means: [0],
  deviations: [1],
})

describe.skipIf(python === undefined)('a run goes on in PyTorch and comes back', () => {
  test.each([
    ['fully-connected', 12, { hiddenLayers: 2 }],
    ['fully-connected', 12, { hiddenLayers: 3, batchNorm: true }],
    ['small-convolutional', 8, {}],
    ['wide-resnet-16', 8, {}],
    ['densenet-28', 15, {}],
  ])('%s of %i neurons, %o', async (architecture, width, options) => {
    const choice = { architecture, width, options }
    const data = dataOf(architecture)
    const train = (epochs: number, network?: Network) =>
      trainRuns(
        backend,
        data,
        {
          ...choice,
          // The batch is the dataset, so that an epoch is a step.
          hyperparameters: { epochs, batchSize: count, learningRate, momentum: 0, schedule: 'constant' },
          variants: [{ seed: 1, weightDecay: 1e-3 }],
          evaluateAt: [],
          checkpointAt: [],
        },
        network && { resumeFrom: { epoch: 0, runs: [{ network, optimiser: [], history: [] }] } },
      )
    const begun = (await train(2)).runs[0].network
    const here = (await train(steps, begun)).runs[0].network
    const file = (name: string) => join(root, `${architecture}-${name}.safetensors`)
    write(file('network'), encodeNetwork(begun))
    write(file('batch'), [
      { name: 'images', shape: [count, ...data.shape], values: images },
      { name: 'labels', shape: [count], values: labels },
    ])
    const script = join(import.meta.dirname, 'go_on.py')
    const { status, stderr } = spawnSync(
      python!,
      [script, architecture, String(width), JSON.stringify(options), file('network'), file('batch'), String(steps), String(learningRate), file('after')], // prettier-ignore
      { encoding: 'utf8' },
    )
    expect(status, stderr).toBe(0)
    const after = decodeSafetensors(readFileSync(file('after')), 'after')
    const there = decodeNetwork(after)
    // Evaluation of the same network, on either side.
    const plan = planNetwork({ ...choice, shape: data.shape, outputs: 4 })
    const answered = after.tensors.get('logits')!.values
    expectClose(await answer(plan, begun, data), answered, 'logits')
    // The same steps, on either side.
    for (const { name, values } of here.tensors)
      expectClose(values, there.tensors.find((tensor) => tensor.name === name)!.values, name)
    // The network from PyTorch continues its training here.
    expect((await train(1, there)).epoch).toBe(1)
  })
})

function write(file: string, tensors: readonly NamedTensor[]): void {
  writeFileSync(file, Buffer.concat([...encodeSafetensors(tensors)]))
}

/** Logits of the images, from what is kept of a network: representation · readoutᵀ + bias. */
async function answer(plan: NetworkPlan, network: Network, data: PreparedDataset): Promise<Float32Array> {
  const tensors = new Map(
    (await representNetwork(backend, plan, network, data)).map((t) => [t.name, t.values]),
  )
  const [features, weight, bias] = ['features.test', 'readout.weight', 'readout.bias'].map((name) => tensors.get(name)!) // prettier-ignore
  const width = weight.length / 4
  return Float32Array.from({ length: count * 4 }, (_, at) => {
    const [row, output] = [Math.floor(at / 4), at % 4]
    let sum = Number(bias[output])
    for (let i = 0; i < width; i++)
      sum += Number(features[row * width + i]) * Number(weight[output * width + i])
    return sum
  })
}

/** Expects values that differ by at most 2e-4 of the largest. */
function expectClose(
  got: ArrayLike<number | bigint>,
  wanted: ArrayLike<number | bigint>,
  name: string,
): void {
  expect(got.length, name).toBe(wanted.length)
  const [a, b] = [got, wanted].map((values) => Array.from(values as ArrayLike<number>, Number))
  const largest = Math.max(1e-3, ...b.map(Math.abs))
  const difference = Math.max(...a.map((value, i) => Math.abs(value - b[i])))
  expect(difference / largest, name).toBeLessThan(2e-4)
}
