import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseEnsembles } from '../sweep/testing/parse-ensembles.ts'
import { estimateMean, mcnemar, pairedT, welch } from './significance.ts'
import { tPValue, wilsonInterval } from './intervals.ts'

const place = new URL('../../../../tests/golden/ensembles.json', import.meta.url)
const { golden } = parseEnsembles(readFileSync(place, 'utf8'))

const { statistics } = golden

it.each(statistics.t)('p of t = $t with $freedom degrees of freedom', ({ t, freedom, p }) => {
  expect(Math.abs(tPValue(t, freedom) / p - 1)).toBeLessThan(1e-6)
})

it.each(statistics.wilson)('Wilson’s interval of $share', ({ share, rows, interval }) => {
  const found = wilsonInterval(share, rows)
  expect(found[0]).toBeCloseTo(interval[0], 9)
  expect(found[1]).toBeCloseTo(interval[1], 9)
})

it.each(statistics.mcnemar)('McNemar’s test of $onlyFirst and $onlySecond', (one) => {
  const { rows, onlyFirst, onlySecond, p, interval } = one
  const found = mcnemar(rows, onlyFirst, onlySecond)
  expect(found.difference).toBe((onlyFirst - onlySecond) / rows)
  expect(Math.abs(found.p! / p - 1)).toBeLessThan(1e-9)
  expect([found.low, found.high].map((end) => end!.toFixed(10))).toEqual(
    interval.map((end) => end.toFixed(10)),
  )
})

it('Welch’s test', () => {
  const { first, second, difference, p, interval } = statistics.welch
  const found = welch(estimateMean(first)!, estimateMean(second)!)
  expect(found.difference).toBeCloseTo(difference, 12)
  expect(Math.abs(found.p! / p - 1)).toBeLessThan(1e-6)
  expect(found.low).toBeCloseTo(interval[0], 8)
  expect(found.high).toBeCloseTo(interval[1], 8)
})

it('returns no interval and p if values do not vary or stand alone', () => {
  expect(pairedT([0.1])).toEqual({ difference: 0.1, low: null, high: null, p: null, n: 1 })
  expect(pairedT([0, 0, 0])).toMatchObject({ difference: 0, p: null })
  const still = { mean: 1, error: 0, freedom: 2 }
  expect(welch(still, still)).toEqual({ difference: 0, low: null, high: null, p: null })
  expect(estimateMean([1])).toBeNull()
})
