import { describe, expect, it } from 'vitest'
import { createUniform } from '@mitoscope/tensor/random'
import { correlationPValue, falseDiscoveryThreshold } from './significance.ts'
import { fitLine } from './fit-line.ts'
import { percentileInterval } from './intervals.ts'
import { poolRelative } from './pool-relative.ts'
import { summarize } from './summarize.ts'

describe('summarize', () => {
  it('gives mean, standard deviation and the t interval of the defined values', () => {
    const { mean, std, ci95, n } = summarize([1, 2, null, 3])
    expect([mean, std, n]).toEqual([2, 1, 3])
    expect(ci95).toBeCloseTo(4.302653 / Math.sqrt(3), 5)
  })
  it('gives null if too few values are defined', () => {
    expect(summarize([])).toEqual({ n: 0, mean: null, std: null, ci95: null })
    expect(summarize(new Array(10).fill(0.049))).toEqual({ n: 10, mean: 0.049, std: 0, ci95: 0 })
    expect(summarize([5])).toEqual({ n: 1, mean: 5, std: null, ci95: null })
  })
})

describe('false discovery control', () => {
  it('has the p-values of Fisher’s transform', () => {
    // z = artanh(0.2) · √97 = 1.9967, two-sided p = 0.04586
    expect(correlationPValue(0.2, 110, 10)).toBeCloseTo(0.04586, 4)
    expect(correlationPValue(0.9, 5, 3)).toBe(1)
    expect(correlationPValue(1, 100, 0)).toBeGreaterThanOrEqual(0)
  })
  it('rejects as Benjamini and Hochberg do', () => {
    const p = Float64Array.of(0.01, 0.04, 0.03, 0.005, 0.55)
    expect(falseDiscoveryThreshold(p, 0.05)).toBe(0.04)
    expect(falseDiscoveryThreshold(Float64Array.of(0.5, 0.6), 0.05)).toBe(-1)
  })
  it('keeps the rate under the null', () => {
    const random = createUniform(5)
    const p = Float64Array.from({ length: 5000 }, random)
    const limit = falseDiscoveryThreshold(p, 0.05)
    expect(p.filter((value) => value <= limit).length).toBeLessThan(5)
  })
})

describe('fitLine', () => {
  it('fits an exact line', () => {
    const fit = fitLine([1, 2, 3, 4], [3, 5, 7, 9])!
    expect(fit.slope).toBeCloseTo(2, 12)
    expect(fit.intercept).toBeCloseTo(1, 12)
    expect(fit.r2).toBeCloseTo(1, 12)
  })
  it('gives null if there are no two different x', () => expect(fitLine([2, 2], [1, 3])).toBeNull())
})

describe('percentileInterval', () => {
  it('holds the middle 95 %', () => {
    expect(percentileInterval(Array.from({ length: 201 }, (_, i) => i))).toEqual([5, 195])
    expect(percentileInterval([null])).toEqual([null, null])
  })
})

describe('poolRelative', () => {
  it('has the relative spread of all samples, with the degrees of freedom of all', () => {
    const samples = [1, 10, 100].map((level) => [level, level * Math.exp(0.2)])
    for (const [i, { mean, low, high, n }] of poolRelative(samples).entries()) {
      expect([mean, n]).toEqual([(samples[i][0] + samples[i][1]) / 2, 2])
      // t of 3 degrees of freedom times 0.2 / √2 / √2.
      expect(Math.log(high! / mean!)).toBeCloseTo(3.182446 * 0.1, 6)
      expect(Math.log(mean! / low!)).toBeCloseTo(3.182446 * 0.1, 6)
    }
  })
  it('has no interval for single values, and none around 0', () => {
    expect(poolRelative([[3], [null]])).toEqual([
      { mean: 3, low: null, high: null, n: 1 },
      { mean: null, low: null, high: null, n: 0 },
    ])
    expect(poolRelative([[0, 0], [1, 2]])[0]).toEqual({ mean: 0, low: null, high: null, n: 2 }) // prettier-ignore
  })
})
