import { expect, test } from 'vitest'
import { colorOf, fullAt } from '../matrix/matrix-colors.ts'
import { judgePairs, parseMatrix, moreNeurons } from './whole-matrix.ts'

const stored = {
  shape: 'matrix',
  labels: [7, 2, 5],
  values: [1, 0.5, 0.1, 0.5, 1, -0.2, 0.1, -0.2, 1],
  pairs: [{ a: 7, b: 2, value: 0.5, p: 1e-9 }],
}

test('a stored matrix is read, anything else refused', () => {
  expect(parseMatrix(stored).neurons).toEqual([7, 2, 5])
  expect(() => parseMatrix({ shape: 'curves' })).toThrow('other than a matrix')
})

test('with a complete list, pairs that are not in it are not significant', () => {
  const { judge, pOf } = judgePairs(parseMatrix(stored), { tested: 90, significant: 1, limit: null })
  expect([judge(2, 7, 0.5), judge(7, 2, 0.5), judge(5, 7, 0.1), judge(5, 5, 1)]).toEqual([
    'significant',
    'significant',
    'not significant',
    'self',
  ])
  expect(pOf(2, 7)).toBe(1e-9)
})

test('where every tested pair is there, the significant ones are those of largest |ρ|', () => {
  const { judge, isKnown } = judgePairs(parseMatrix(stored), { tested: 3, significant: 2, limit: null })
  expect(isKnown).toBe(true)
  expect([judge(2, 7, 0.5), judge(2, 5, -0.2), judge(5, 7, 0.1)]).toEqual([
    'significant',
    'significant',
    'not significant',
  ])
})

test('with the surest only, nothing is said of the others', () => {
  for (const counts of [
    { tested: 9000, significant: 4000, limit: null },
    { tested: null, significant: null, limit: null },
  ])
    expect(judgePairs(parseMatrix(stored), counts).judge(5, 7, 0.1)).toBe('not known')
})

test('signs have their own colours, nothing has none', () => {
  expect(fullAt(stored.values, 3)).toBe(0.5)
  expect(colorOf(0, 1)).toEqual([255, 255, 255])
  expect(colorOf(2, 1)).toEqual(colorOf(1, 1))
  expect(colorOf(-1, 1)).not.toEqual(colorOf(1, 1))
  expect(colorOf(Number.NaN, 1)).not.toEqual(colorOf(0, 1))
})

test('a limit that was told decides for every pair', () => {
  const { judge, isKnown } = judgePairs(parseMatrix(stored), { tested: 90, significant: 40, limit: 0.2 })
  expect(isKnown).toBe(true)
  expect([judge(2, 5, -0.2), judge(5, 7, 0.1)]).toEqual(['significant', 'not significant'])
})

const pairs = (neurons: number) => (neurons * (neurons - 1)) / 2

test('a matrix that was cut off can be measured with more neurons', () => {
  expect(moreNeurons(pairs(457), 256)).toBe(457)
  expect(moreNeurons(pairs(1990), 256)).toBe(1024)
})

test('one that holds all that are left, or as many as a browser takes, cannot', () => {
  expect(moreNeurons(pairs(210), 210)).toBeUndefined()
  expect(moreNeurons(pairs(1990), 1024)).toBeUndefined()
  expect(moreNeurons(null, 256)).toBeUndefined()
})
