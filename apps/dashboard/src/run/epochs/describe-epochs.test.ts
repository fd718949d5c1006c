import { expect, test } from 'vitest'
import { describeEpochWork } from './describe-epochs.ts'

test('what is to be made first is told, and how long an analysis takes where that is known', () => {
  expect(describeEpochWork({ missing: 0 })).toBe('')
  expect(describeEpochWork({ missing: 1 })).toMatch(/^Only the weights of 1 epoch are kept/)
  expect(describeEpochWork({ missing: 3, secondsEach: 61 })).toBe(
    'Only the weights of 3 epochs are kept: the activations of the layer are computed first. ' +
      'Analysing takes about 1 min 1 s per epoch on one device.',
  )
})
