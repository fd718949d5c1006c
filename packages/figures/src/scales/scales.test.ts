import { expect, test } from 'vitest'
import { linearScale, sizeScale, valueScale } from './scales.ts'

test('zeros have a row of their own below the smallest value', () => {
  const scale = valueScale([0, 0.001, 0.1], { label: 'error' })
  const [end] = scale.options.domain as number[]
  expect(scale.place(0)).toBeGreaterThan(end)
  expect(scale.place(0)).toBeLessThan(0.001)
  expect(scale.place(0.1)).toBe(0.1)
  expect(scale.backdrop).toHaveLength(2)
})

test('values without zeros have no row of zeros', () => {
  expect(valueScale([0.001, 0.1], { label: 'error' }).backdrop).toHaveLength(0)
})

test('the ends of intervals are cut to the axis', () => {
  const scale = valueScale([0.01, 0.1], { label: 'error' })
  const [low, high] = scale.span(-1, 5)!
  const [first, last] = scale.options.domain as number[]
  expect([low, high]).toEqual([first, last])
  expect(scale.span(-0.1, 0)).toBeNull()
})

test('an axis of complements grows towards 1', () => {
  const scale = valueScale([0.5, 0.99, 1], { label: 'R²', complement: true, resolution: 1e-6 })
  expect(scale.options.reverse).toBe(true)
  expect(scale.place(0.99)).toBeCloseTo(0.01)
  expect(scale.place(1)).toBeLessThan(scale.place(0.99))
  expect(scale.place(1 + 1e-12)).toBe(scale.place(1))
})

test.each([[[]], [[0, 0]], [[0.5]], [[1e-200, 1e200]]])('the values %j have a positive range', (values) => {
  const [low, high] = valueScale(values, { label: 'error' }).options.domain as number[]
  expect(low).toBeGreaterThan(0)
  expect(high).toBeGreaterThan(low)
})

test('the axis includes the ends of intervals, and reports where one is cut', () => {
  const scale = valueScale([10, 20], { label: 'y', intervals: [[8, 90], [-3, 25], [0.01, 12]] }) // prettier-ignore
  const [low, high] = scale.options.domain as [number, number]
  expect(high).toBeGreaterThan(90)
  expect(low).toBeLessThan(8)
  expect(scale.span(8, 90)).toEqual([8, 90])
  expect(scale.cut(8, 90)).toBeUndefined()
  // A logarithmic axis cannot show what is not above 0, and what is almost 0 only at the cost of the other values.
  expect(scale.span(-3, 25)).toEqual([low, 25])
  expect([scale.cut(-3, 25), scale.cut(0.01, 12)]).toEqual([low, low])
})

test('every interval that leaves the axis is marked, whatever the values', () => {
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

test('a linear axis has round ticks on both sides of zero', () => {
  expect(linearScale([-0.31, 0.62], 'gain').options.ticks).toEqual([-0.2, 0, 0.2, 0.4, 0.6])
  expect(linearScale([0], 'gain').options.ticks).toContain(0)
})

test('a size has a tick if its label fits, the largest always', () => {
  const sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
  expect(sizeScale(sizes, 'w', 540).ticks).toEqual(sizes)
  const few = sizeScale([...sizes, 1023], 'w', 150).ticks as number[]
  expect(few).toContain(1024)
  expect(few).not.toContain(1023)
  expect(few.length).toBeLessThan(8)
})

test('an axis of one size, or of none, has a range', () => {
  expect(sizeScale([64], 'w', 540)).toMatchObject({ domain: [32, 128], ticks: [64] })
  expect(sizeScale([], 'w', 540)).toMatchObject({ domain: [0.5, 2], ticks: [] })
})
