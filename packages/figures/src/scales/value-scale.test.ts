import { expect, test } from 'vitest'
import { valueScale } from './value-scale.ts'

test('zero has a row of its own below the smallest value', () => {
  const scale = valueScale([0, 0.001, 0.1], { label: 'error' })
  const [end] = scale.options.domain as number[]
  expect(scale.place(0)).toBeGreaterThan(end)
  expect(scale.place(0)).toBeLessThan(0.001)
  expect(scale.place(0.1)).toBe(0.1)
  expect(scale.backdrop).toHaveLength(2)
})

test('without zeros there is no such row', () => {
  expect(valueScale([0.001, 0.1], { label: 'error' }).backdrop).toHaveLength(0)
})

test('intervals stay on the axis', () => {
  const scale = valueScale([0.01, 0.1], { label: 'error' })
  const [low, high] = scale.span(-1, 5)!
  const [first, last] = scale.options.domain as number[]
  expect([low, high]).toEqual([first, last])
  expect(scale.span(-0.1, 0)).toBeNull()
})

test('the complement grows towards 1', () => {
  const scale = valueScale([0.5, 0.99, 1], { label: 'R²', complement: true, resolution: 1e-6 })
  expect(scale.options.reverse).toBe(true)
  expect(scale.place(0.99)).toBeCloseTo(0.01)
  expect(scale.place(1)).toBeLessThan(scale.place(0.99))
  expect(scale.place(1 + 1e-12)).toBe(scale.place(1))
})

test.each([[[]], [[0, 0]], [[0.5]], [[1e-200, 1e200]]])('%j gives a domain', (values) => {
  const [low, high] = valueScale(values, { label: 'error' }).options.domain as number[]
  expect(low).toBeGreaterThan(0)
  expect(high).toBeGreaterThan(low)
})

test('the axis reaches the ends of intervals, and says where one is cut', () => {
  const scale = valueScale([10, 20], { label: 'y', intervals: [[8, 90], [-3, 25], [0.01, 12]] }) // prettier-ignore
  const [low, high] = scale.options.domain as [number, number]
  expect(high).toBeGreaterThan(90)
  expect(low).toBeLessThan(8)
  expect(scale.span(8, 90)).toEqual([8, 90])
  expect(scale.cut(8, 90)).toBeUndefined()
  // A logarithm has no place for what is not above 0, and for what is almost 0 only at the cost of the others.
  expect(scale.span(-3, 25)).toEqual([low, 25])
  expect([scale.cut(-3, 25), scale.cut(0.01, 12)]).toEqual([low, low])
})

test('no interval leaves the axis unmarked, whatever the values', () => {
  let state = 7
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647
  for (let draw = 0; draw < 500; draw++) {
    const values = Array.from({ length: 5 }, () => 10 ** (random() * 6 - 3))
    const intervals = values.map((value) => {
      const half = value * 10 ** (random() * 3 - 2)
      return [value - half, value + half] as const
    })
    const scale = valueScale(values, { label: 'y', intervals })
    const [low, high] = scale.options.domain as [number, number]
    for (const [from, to] of intervals) {
      expect(to).toBeLessThanOrEqual(high)
      expect(scale.cut(from, to) !== undefined).toBe(from < low)
      const [drawnFrom, drawnTo] = scale.span(from, to)!
      expect(drawnFrom).toBeGreaterThanOrEqual(low)
      expect(drawnTo).toBe(to)
    }
  }
})
