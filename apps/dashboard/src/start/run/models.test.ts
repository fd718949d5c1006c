import { expect, test } from 'vitest'
import { rejectModel } from './models.ts'

const models = [{ name: 'Digits', architecture: 'fully-connected', dataset: 'mnist' }]

test('a name of another architecture or dataset is refused before anything is sent', () => {
  const settings = { architecture: 'fully-connected', dataset: 'mnist' }
  expect(rejectModel(models, ' digits ', settings)).toBeUndefined()
  expect(rejectModel(models, 'new', { ...settings, dataset: 'cifar10' })).toBeUndefined()
  expect(rejectModel(models, 'digits', { ...settings, dataset: 'cifar10' })).toBe(
    'The model “Digits” is fully-connected on mnist, not fully-connected on cifar10: choose another name for the model.',
  )
})
