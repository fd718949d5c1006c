import { describe, expect, it } from 'vitest'
import { fitDecay } from './fit-decay.ts'

const sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

describe('fitDecay', () => {
  it.each([0.25, 0.5, 1])('recovers exponent %d and asymptote of an exact law', (exponent) => {
    const errors = sizes.map((w) => 0.03 + 0.4 * w ** -exponent)
    const fit = fitDecay(sizes, errors, { from: 8, below: 512, asymptote: null })!
    expect(fit.exponent).toBeCloseTo(exponent, 4)
    expect(fit.asymptote).toBeCloseTo(0.03, 5)
    expect(fit.factor).toBeCloseTo(0.4, 3)
    const given = fitDecay(sizes, errors, { from: 8, below: 512, asymptote: 0.03 })!
    expect(given.exponent).toBeCloseTo(exponent, 6)
  })

  it('keeps means below error_∞, and leaves the whole layer out', () => {
    const errors = sizes.map((w) => (w === 512 ? 0.9 : w === 256 ? 0.029 : 0.03 + 0.4 * w ** -0.5))
    const fit = fitDecay(sizes, errors, { from: 8, below: 512, asymptote: 0.03 })!
    expect(fit.exponent).toBeGreaterThan(0.5)
  })

  it('finds where the law begins', () => {
    const errors = sizes.map((w) => (w < 16 ? 0.9 : 0.03 + 0.4 * w ** -0.5))
    expect(fitDecay(sizes, errors, { from: 16, below: 512, asymptote: 0.03 })!.onset).toBe(16)
  })

  it('gives nothing for fewer than three sizes', () => {
    const settings = { from: 2, below: 8, asymptote: null }
    expect(fitDecay([1, 2, 4, 8], [0.5, 0.4, 0.3, 0.2], settings)).toBeNull()
  })
})
