import { expect, test } from 'vitest'
import { learningRateOf } from '../hyperparameters/learning-rate.ts'
import { checkSweep } from './check-sweep.ts'
import { estimateTraining, typicalRates } from './estimate-training.ts'
import { listCheckpoints, listRuns } from './list-runs.ts'
import { findPreset, presets } from './presets.ts'
import { hyperparametersOf } from './task-of.ts'
import { defaultSweep } from './sweep-config.ts'

const configOf = (id: string) => checkSweep({ ...defaultSweep, contrasts: [], ...findPreset(id).settings })

test.each(presets.map(({ id }) => id))('the preset %s makes a sweep that can be estimated', (id) => {
  const config = configOf(id)
  expect(config).toMatchObject(findPreset(id).settings)
  const seconds = listRuns(config).reduce(
    (sum, { width }) => sum + estimateTraining(config, width, typicalRates),
    0,
  )
  expect(seconds).toBeGreaterThan(10)
  expect(seconds).toBeLessThan(1e9)
})

test('the learning rate of the preset for CIFAR falls from 0.1 towards 1e-5', () => {
  const hyperparameters = hyperparametersOf(configOf('cifar'))
  expect(learningRateOf(1, hyperparameters)).toBe(0.1)
  expect(learningRateOf(101, hyperparameters)).toBeCloseTo((0.1 + 1e-5) / 2, 12)
  expect(learningRateOf(200, hyperparameters)).toBeGreaterThan(1e-5)
  expect(learningRateOf(200, hyperparameters)).toBeLessThan(2e-5)
})

test('the controls of the preset for interpolation differ from it by their one setting', () => {
  const [ordinary, noisy, late] = ['interpolation', 'label-noise', 'late-decay'].map(configOf)
  expect(noisy).toEqual({ ...ordinary, labelNoise: 0.2 })
  expect(late).toEqual({ ...ordinary, decayFrom: 'interpolation' })
  expect(listCheckpoints(ordinary)).toHaveLength(ordinary.epochs)
})

test('an unknown preset is rejected with a list of the known ones', () => {
  expect(() => findPreset('imagenet')).toThrow('There is no recipe "imagenet". Choose one of: default, cifar')
})
