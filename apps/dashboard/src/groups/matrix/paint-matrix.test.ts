import { expect, test } from 'vitest'
import { colorOf, colorPixels, fullAt } from './matrix-colors.ts'
import { chooseLevel, makeLevels } from './paint-matrix.ts'

const side = 100
const values: number[] = Array.from({ length: side * side }, (_, i) => (i % (side + 1) === 0 ? 1 : 0.01))
values[7 * side + 93] = -0.8

test('a pair that stands out is seen at every level, the diagonal at the first only', () => {
  const levels = makeLevels(values, side)
  expect(levels.map((level) => level.side)).toEqual([100, 50, 25])
  for (const [i, level] of levels.entries()) {
    const at = (7 >> i) * level.side + (93 >> i)
    expect(level.values[at]).toBeCloseTo(-0.8, 6)
  }
  expect(levels[1].values[0]).toBeCloseTo(0.01, 6)
})

test('what is not defined stays so until something beside it is', () => {
  const [, coarse] = makeLevels(
    Array.from({ length: 40 * 40 }, (_, i) => (i === 1 ? 0.5 : null)),
    40,
  )
  expect(coarse.values[0]).toBeCloseTo(0.5, 6)
  expect(coarse.values[1]).toBeNaN()
})

test('the level has no cell smaller than a pixel, which would be left out', () => {
  expect(chooseLevel(4, 12)).toBe(0)
  expect(chooseLevel(4, 0.6)).toBe(1)
  expect(chooseLevel(4, 0.5)).toBe(1)
  expect(chooseLevel(4, 0.2)).toBe(3)
  expect(chooseLevel(4, 0.001)).toBe(3)
})

test('pixels are the colours of their values', () => {
  const pixels = colorPixels(Float32Array.of(0, 1, -1, 5, Number.NaN), 1)
  const at = (i: number) => [...pixels.subarray(4 * i, 4 * i + 4)]
  expect(at(0)).toEqual([255, 255, 255, 255])
  expect(at(1)).toEqual([...colorOf(1, 1), 255])
  expect(at(2)).toEqual([...colorOf(-1, 1), 255])
  expect(at(3)).toEqual(at(1))
  expect(at(4)).toEqual([226, 226, 226, 255])
})

test('one pair in a hundred may lie beyond the full colour', () => {
  expect(fullAt(values, side)).toBeCloseTo(0.01, 12)
  expect(fullAt([1], 1)).toBe(1)
})
