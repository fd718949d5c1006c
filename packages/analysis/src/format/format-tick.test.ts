import { expect, test } from 'vitest'
import { formatTick } from './format-tick.ts'

test.each([
  [2.4999999999999997e29, '2.5·10²⁹'],
  [0.30000000000000004, '0.3'],
  [-1e-12, '−10⁻¹²'],
  [0, '0'],
  [2000, '2000'],
])('%d as %s', (value, text) => expect(formatTick(value)).toBe(text))

test('numbers that differ in late digits only are written with these digits', () => {
  const all = [1.001, 1.002, 1.0030000000000001]
  expect(all.map((value, i) => formatTick(value, i, all))).toEqual(['1.001', '1.002', '1.003'])
  const far = [1_000_000, 1_000_100, 1_000_200]
  expect(far.map((value, i) => formatTick(value, i, far))).toEqual(['1000000', '1000100', '1000200'])
})
