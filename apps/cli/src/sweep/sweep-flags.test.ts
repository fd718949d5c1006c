import { Command } from 'commander'
import { checkSweep, defaultSweep, findRecipe } from '@mitoscope/training'
import { expect, test } from 'vitest'
import { addSweepFlags, readSweepFlags } from './sweep-flags.ts'

const read = (...flags: string[]) => {
  const command = addSweepFlags(new Command()).exitOverride()
  command.parse(flags, { from: 'user' })
  return checkSweep(readSweepFlags(command))
}

test('without options it is the default sweep, without its contrasts', () => {
  expect(read()).toEqual({ ...defaultSweep, contrasts: [] })
})

test('every kind of option arrives', () => {
  const flags =
    '--optimiser adam --second-momentum 0.99 --schedule step --milestones 5,9 --batch-norm --contrast 0:0,1'
  expect(read(...flags.split(' '))).toEqual({
    ...defaultSweep,
    optimiser: 'adam',
    secondMomentum: 0.99,
    schedule: 'step',
    milestones: [5, 9],
    options: { batchNorm: true },
    contrasts: [{ weightDecay: 0, seeds: [0, 1] }],
  })
})

test('a recipe is what it says but for what is said beside it, the default included', () => {
  const { settings } = findRecipe('parity-mnist')
  expect(read('--recipe', 'parity-mnist')).toMatchObject(settings)
  const changed = read(
    '--recipe',
    'parity-mnist',
    '--hidden-layers',
    '2',
    '--no-batch-norm',
    '--schedule',
    'cosine',
  )
  expect(changed).toMatchObject({ dataset: 'parity-mnist', hiddenLayers: 2, options: { orthogonal: true } })
  expect(changed).not.toHaveProperty('schedule')
  expect(changed.options).not.toHaveProperty('batchNorm')
})

test('another architecture takes the recipe without the options of its own', () => {
  const config = read('--recipe', 'cifar', '--architecture', 'fully-connected', '--batch-norm')
  expect(config).toMatchObject({
    dataset: 'cifar-10',
    hiddenLayers: 2,
    options: { batchNorm: true },
    epochs: 200,
  })
})
