import { expect, test } from 'vitest'
import { logTicks } from './ticks.ts'

test.each([
  [0.9, 25, [1, 2, 5, 10, 20]],
  [38, 70, [40, 50, 60]],
  [1e-6, 1, [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1]],
])('a logarithmic axis from %d to %d has round ticks', (low, high, ticks) =>
  expect(logTicks(low, high)).toEqual(ticks),
)

test('a logarithmic axis never has more than nine ticks', () => {
  expect(logTicks(1e-300, 1e300).length).toBeLessThanOrEqual(9)
})
