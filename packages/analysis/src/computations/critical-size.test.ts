import { describe, expect, it } from 'vitest'
import { crossing, sizesBetween } from './critical-size.ts'

describe('crossing', () => {
  it('is linear in log size between the sizes around the level', () => {
    expect(crossing([16, 64], [0.8, 1], 0.9)).toBeCloseTo(32, 12)
    expect(crossing([16, 64], [0.3, 0.1], 0.2, false)).toBeCloseTo(32, 12)
  })
  it('is the first size where that is enough, and nothing where none is', () => {
    expect(crossing([4, 8], [0.99, 1], 0.9)).toBe(4)
    expect(crossing([4, 8], [null, null], 0.9)).toBeNull()
    expect(crossing([4, 8], [null, 0.95], 0.9)).toBe(8)
  })
})

describe('sizesBetween', () => {
  it('gives whole sizes strictly between, each once', () => {
    expect(sizesBetween(32, 64, 3)).toEqual([38, 45, 54])
    expect(sizesBetween(2, 4, 7)).toEqual([3])
    expect(sizesBetween(2, 3, 7)).toEqual([])
  })
})
