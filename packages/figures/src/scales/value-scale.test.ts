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
