import { expect, test } from 'vitest'
import { learningRateOf } from '../recipe/learning-rate.ts'
import { checkSweep } from './check-sweep.ts'
import { estimateTraining, typicalRates } from './estimate-training.ts'
import { listRuns } from './list-runs.ts'
import { findRecipe, namedRecipes } from './named-recipes.ts'
import { recipeOf } from './recipe-of.ts'
import { defaultSweep } from './sweep-config.ts'

const configOf = (id: string) => checkSweep({ ...defaultSweep, contrasts: [], ...findRecipe(id).settings })

test.each(namedRecipes.map(({ id }) => id))('the preset %s makes a sweep that can be estimated', (id) => {
  const config = configOf(id)
  expect(config).toMatchObject(findRecipe(id).settings)
  const seconds = listRuns(config).reduce(
    (sum, { width }) => sum + estimateTraining(config, width, typicalRates),
    0,
  )
  expect(seconds).toBeGreaterThan(10)
  expect(seconds).toBeLessThan(1e9)
})

test('the learning rate of the preset for CIFAR falls from 0.1 towards 1e-5', () => {
  const recipe = recipeOf(configOf('cifar'))
  expect(learningRateOf(1, recipe)).toBe(0.1)
  expect(learningRateOf(101, recipe)).toBeCloseTo((0.1 + 1e-5) / 2, 12)
  expect(learningRateOf(200, recipe)).toBeGreaterThan(1e-5)
  expect(learningRateOf(200, recipe)).toBeLessThan(2e-5)
})

test('an unknown preset is rejected with a list of the known ones', () => {
  expect(() => findRecipe('imagenet')).toThrow('There is no recipe "imagenet". Choose one of: default, cifar')
})
