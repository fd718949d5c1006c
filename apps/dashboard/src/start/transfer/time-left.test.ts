import { expect, test } from 'vitest'
import { watchTime } from './time-left.ts'

test('the time left follows from the pace, also of what began in the middle', () => {
  let at = 0
  const timeLeft = watchTime(() => at)
  expect(timeLeft(0.5)).toBeUndefined()
  at = 500
  expect(timeLeft(0.55)).toBeUndefined()
  at = 2_000
  expect(timeLeft(0.6)).toBeCloseTo(8)
  at = 6_000
  expect(timeLeft(1)).toBeUndefined()
})

test('what stands still has no time left to tell', () => {
  let at = 0
  const timeLeft = watchTime(() => at)
  timeLeft(0)
  at = 10_000
  expect(timeLeft(0)).toBeUndefined()
})
