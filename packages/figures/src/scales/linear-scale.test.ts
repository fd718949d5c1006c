import { expect, test } from 'vitest'
import { linearScale } from './linear-scale.ts'

test('round ticks on both sides of zero', () => {
  expect(linearScale([-0.31, 0.62], 'gain').options.ticks).toEqual([-0.2, 0, 0.2, 0.4, 0.6])
  expect(linearScale([0], 'gain').options.ticks).toContain(0)
})
