import { expect, it } from 'vitest'
import { summarizeCurve } from '../statistics/summarize.ts'
import { decayOfWidth } from './decay-of-width.ts'

const sizes = [4, 8, 16, 32, 64, 128, 256, 512]

/** Returns a run whose chunks follow 0.03 + 0.4 · w^(−1/2) up to a factor per draw. */
function run(wStar: number | null, factors: readonly number[]) {
  const draws = sizes.map((w) => factors.map((factor) => 0.03 + 0.4 * factor * w ** -0.5))
  return { wStar, sizes, testErrorOfChunks: summarizeCurve('testError', 'test error', draws) }
}

it('recovers the law from the mean over seeds and draws, with intervals', () => {
  const law = decayOfWidth([run(14, [0.95, 1.05, 1]), run(18, [1.02, 0.98, 1])])!
  expect(law.exponent.value).toBeCloseTo(0.5, 1)
  expect(law.asymptote.value).toBeCloseTo(0.03, 2)
  expect(law.exponent.low!).toBeLessThanOrEqual(law.exponent.value!)
  expect(law.exponent.high!).toBeGreaterThanOrEqual(law.exponent.value!)
  expect(law.asymptote.low!).toBeLessThanOrEqual(law.asymptote.high!)
  expect(law.verdict).toMatch(/falls as w\^−0\.\d+ \(95 % interval/)
})

it('fits sizes from the mean w* on, and returns the excess at all sizes', () => {
  const law = decayOfWidth([run(14, [1]), run(18, [1])])!
  expect(law.from).toBe(16)
  expect(law.points.map(({ size }) => size)).toEqual(sizes)
  expect(law.points.filter(({ used }) => used).map(({ size }) => size)).toEqual([16, 32, 64, 128, 256, 512])
  for (const { error, excess } of law.points) expect(excess).toBeCloseTo(error - law.asymptote.value!, 12)
  for (const { size, excess } of law.points.filter(({ used }) => used))
    expect(law.factor * size ** -law.exponent.value!).toBeCloseTo(excess, 3)
})

it('returns the same every time, and no interval for a single draw', () => {
  const runs = [run(16, [0.9, 1.1])]
  expect(decayOfWidth(runs)).toEqual(decayOfWidth(runs))
  expect(decayOfWidth([run(16, [1])])!.exponent).toMatchObject({ low: null, high: null })
})

it('returns null if too few sizes lie above w*, or if w* is not known', () => {
  expect(decayOfWidth([run(200, [1, 1])])).toBeNull()
  expect(decayOfWidth([run(null, [1, 1])])).toBeNull()
})
