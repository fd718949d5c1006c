import { expect, test } from 'vitest'
import { countTogether } from './estimate-training.ts'
import { defaultSweep } from './sweep-config.ts'

test('as many runs train together as fit, where steps are fused', () => {
  expect(countTogether(defaultSweep, 64)).toBeGreaterThan(1_000)
  expect(countTogether(defaultSweep, 8_192)).toBe(3)
  expect(countTogether(defaultSweep, 65_536)).toBe(1)
  expect(countTogether({ ...defaultSweep, optimiser: 'adam' }, 64)).toBe(1)
})
