import { describe, expect, it } from 'vitest'
import { fitDecay } from './fit-decay.ts'

const sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

describe('fitDecay', () => {
  it('recovers exponent and asymptote of an exact law', () => {
    const errors = sizes.map((w) => [0.03 + 0.4 * w ** -0.5])
    const fit = fitDecay(sizes, errors, { from: 8, asymptote: null })!
    expect(fit.exponent).toBeCloseTo(0.5, 1)
    expect(fit.asymptote).toBeCloseTo(0.03, 2)
    expect(fitDecay(sizes, errors, { from: 8, asymptote: 0.03 })!.exponent).toBeCloseTo(0.5, 9)
  })

  it('finds where the law begins', () => {
    const errors = sizes.map((w) => [w < 16 ? 0.9 : 0.03 + 0.4 * w ** -0.5])
    expect(fitDecay(sizes, errors, { from: 16, asymptote: 0.03 })!.onset).toBe(16)
  })

  it('gives nothing for fewer than three sizes', () => {
    expect(fitDecay([1, 2, 4], [[0.5], [0.4], [0.3]], { from: 2, asymptote: null })).toBeNull()
  })
})
