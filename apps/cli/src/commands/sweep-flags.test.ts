import { Command } from 'commander'
import { checkSweep, defaultSweep, findPreset } from '@mitoscope/training'
import { expect, test } from 'vitest'
import { addSweepFlags, parseSweepFlags } from './sweep-flags.ts'

const read = (...flags: string[]) => {
  const command = addSweepFlags(new Command()).exitOverride()
  command.parse(flags, { from: 'user' })
  return checkSweep(parseSweepFlags(command))
}

test('without options the settings are those of the default sweep, without its contrasts', () => {
  expect(read()).toEqual({ ...defaultSweep, contrasts: [] })
})

test('every kind of option is parsed', () => {
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

test('a checkpoint after the last epoch is refused where it was asked for, and left out of a preset', () => {
  expect(() => read('--epochs', '20', '--checkpoints', '5,40')).toThrow(
    'checkpoints: 40 is after the last epoch, 20. Leave it out, or give --epochs 40',
  )
  expect(read('--epochs', '20', '--checkpoints', '5,20')).toMatchObject({ checkpoints: [5, 20] })
  expect(read('--epochs', '20')).toMatchObject({ epochs: 20 })
})

test('checkpoints of every epoch, label noise and late decay are asked for by their options', () => {
  expect(read('--epochs', '3', '--checkpoints', 'every')).toMatchObject({ checkpoints: [1, 2, 3] })
  expect(() => read('--checkpoints', 'each')).toThrow('"each" is neither "every" nor a list of epochs')
  const flags = '--label-noise 0.2 --data-seed 5 --decay-from epoch --decay-from-epoch 9'
  expect(read(...flags.split(' '))).toMatchObject({
    labelNoise: 0.2,
    dataSeed: 5,
    decayFrom: 'epoch',
    decayFromEpoch: 9,
  })
  expect(() => read('--label-noise', '2')).toThrow('labelNoise: 2 is out of range')
  expect(() => read('--decay-from', 'never')).toThrow('decayFrom: there is no "never"')
})

test.each([
  ['--decay-from-epoch 2', 'decayFromEpoch: it has no effect with decay-from start. Leave --decay-from-epoch out, or give --decay-from epoch'], // prettier-ignore
  ['--epsilon 1e-8', 'no effect with optimiser sgd. Leave --epsilon out, or give --optimiser adam'],
  ['--schedule constant --final-rate 0.1', 'no effect with schedule constant'],
  ['--milestones 5', 'or give --schedule step'],
  ['--recipe parity-mnist --label-smoothing 0.1', 'or give --loss cross-entropy'],
])('%s, which would have no effect, is refused', (flags, message) => {
  expect(() => read(...flags.split(' '))).toThrow(message)
})

test('options override the settings of a preset, even with the default value', () => {
  const { settings } = findPreset('parity-mnist')
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

test('a preset with another architecture loses the options of its own architecture', () => {
  const config = read('--recipe', 'cifar', '--architecture', 'fully-connected', '--batch-norm')
  expect(config).toMatchObject({
    dataset: 'cifar-10',
    hiddenLayers: 2,
    options: { batchNorm: true },
    epochs: 200,
  })
})
