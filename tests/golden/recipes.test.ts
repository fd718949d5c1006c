import { readFileSync } from 'node:fs'
import { openBackend, type Backend } from '@mitoscope/tensor/compute'
import { learningRateOf, type Hyperparameters } from '@mitoscope/training'
import { lossOf, openOptimiser } from '@mitoscope/training/compute'
import { beforeAll, describe, expect, it } from 'vitest'
import { onSoftwareGpu } from './software-gpu.ts'

interface Golden {
  readonly inputs: readonly number[]
  readonly labels: readonly number[]
  readonly start: Readonly<Record<string, { shape: number[]; values: number[] }>>
  readonly trainings: readonly {
    readonly recipe: Hyperparameters & { readonly weightDecay?: number }
    readonly losses: readonly number[]
    readonly parameters: Readonly<Record<string, readonly number[]>>
  }[]
  readonly schedules: readonly { readonly schedule: Hyperparameters; readonly rates: readonly number[] }[]
}

const golden = JSON.parse(readFileSync(new URL('recipes.json', import.meta.url), 'utf8')) as Golden
const [columns, batch] = [4, 8]
const nameOf = (value: object) => JSON.stringify(value).replaceAll('"', '')

let backend: Backend
beforeAll(async () => {
  backend = await openBackend()
})

/** The small network of make-recipes.py with its optimiser. */
function openNetwork(recipe: Hyperparameters) {
  const { tf } = backend
  const single = recipe.loss === 'square-hinge'
  const parameters = Object.entries(golden.start).map(([name, { shape, values }]) => {
    const rows = single && name.startsWith('readout') ? 1 : shape[0]
    const own = [rows, ...shape.slice(1)]
    const tensor = tf.tensor(
      values.slice(
        0,
        own.reduce((product, size) => product * size),
      ),
      own,
    )
    const variable = tf.variable(tensor)
    tensor.dispose()
    return { name, variable }
  })
  const optimiser = openOptimiser(tf, recipe, parameters)
  const [weight, bias, scale, readout, shift] = parameters.map(({ variable }) => variable)
  return {
    parameters,
    optimiser,
    /** Takes a step on the batch of that number and returns the loss before it. */
    async step(index: number, weightDecay: number): Promise<number> {
      const rows = Array.from({ length: batch }, (_, i) => (index + i) % golden.labels.length)
      const { value, grads } = tf.tidy(() => {
        const values = rows.flatMap((row) => golden.inputs.slice(row * columns, (row + 1) * columns))
        const x = tf.tensor2d(values, [batch, columns])
        const given = rows.map((row) => golden.labels[row])
        const labels = tf.tensor1d(single ? given.map((label) => Math.min(1, label)) : given, 'int32')
        return tf.variableGrads(
          () => {
            const sums = tf.add(tf.matMul(x, weight as typeof x, false, true), bias)
            const hidden = tf.mul(tf.tanh(sums), scale)
            const logits = tf.add(tf.matMul(hidden, readout as typeof x, false, true), shift)
            return lossOf(tf, recipe, logits as typeof x, labels)
          },
          parameters.map(({ variable }) => variable),
        )
      })
      const learningRate = recipe.learningRate * (index < 10 ? 1 : 0.5)
      const gradients = parameters.map(({ variable }) => grads[variable.name])
      optimiser.step(gradients, { learningRate, weightDecay })
      const [loss] = await value.data()
      tf.dispose([value, gradients])
      return loss
    },
    release() {
      optimiser.release()
      for (const { variable } of parameters) variable.dispose()
    },
  }
}

describe.each(golden.trainings.map((training) => [nameOf(training.recipe), training] as const))(
  'steps of %s',
  (_, { recipe, losses, parameters }) => {
    const { weightDecay = 0 } = recipe

    it('are PyTorch’s, and leave no tensor behind', async () => {
      const before = backend.tf.memory().numTensors
      const network = openNetwork(recipe)
      const found: number[] = []
      for (const index of losses.keys()) found.push(await network.step(index, weightDecay))
      losses.forEach((loss, step) => expect(Math.abs(found[step] - loss), `step ${step}`).toBeLessThan(2e-6))
      for (const { name, variable } of network.parameters) {
        const values = await variable.data()
        expect(values).toHaveLength(parameters[name].length)
        parameters[name].forEach((truth, i) =>
          expect(Math.abs(values[i] - truth), `${name}[${i}]: ${values[i]}, truth ${truth}`).toBeLessThan(
            5e-6,
          ),
        )
      }
      network.release()
      expect(backend.tf.memory().numTensors).toBe(before)
    })

    it('go on from a captured state bit for bit', async () => {
      const [whole, begun, resumed] = [0, 1, 2].map(() => openNetwork(recipe))
      const steps = onSoftwareGpu ? 6 : losses.length
      const half = steps / 2
      const all: number[] = []
      for (let index = 0; index < steps; index++) all.push(await whole.step(index, weightDecay))
      for (let index = 0; index < half; index++) await begun.step(index, weightDecay)
      resumed.optimiser.restore(structuredClone(await begun.optimiser.capture()))
      resumed.parameters.forEach(({ variable }, i) => {
        variable.assign(backend.tf.clone(begun.parameters[i].variable))
      })
      const rest: number[] = []
      for (let index = half; index < steps; index++) rest.push(await resumed.step(index, weightDecay))
      expect(rest).toEqual(all.slice(half))
      expect(await resumed.optimiser.capture()).toEqual(await whole.optimiser.capture())
      for (const network of [whole, begun, resumed]) network.release()
    })
  },
)

it.each(golden.schedules.map((entry) => [nameOf(entry.schedule), entry] as const))(
  'learning rates of %s are PyTorch’s',
  (_, { schedule, rates }) => {
    rates.forEach((rate, index) => {
      const found = learningRateOf(index + 1, schedule)
      expect(Math.abs(found - rate), `epoch ${index + 1}: ${found}, truth ${rate}`).toBeLessThan(1e-12)
    })
  },
)

it('a state of another optimiser is refused by what it lacks', async () => {
  const [sgd, adam] = [
    { ...golden.trainings[0].recipe, optimiser: 'sgd' as const },
    { ...golden.trainings[0].recipe, optimiser: 'adam' as const },
  ].map(openNetwork)
  const state = await sgd.optimiser.capture()
  expect(() => adam.optimiser.restore(state)).toThrow('"steps" is missing')
  expect(() => sgd.optimiser.restore(state.slice(1))).toThrow('"momentum.hidden.weight" is missing')
  const bent = state.map((tensor) => ({ ...tensor, shape: [...tensor.shape, 1] }))
  expect(() => sgd.optimiser.restore(bent)).toThrow('has the shape [5, 4, 1], not [5, 4]')
  for (const network of [sgd, adam]) network.release()
})
