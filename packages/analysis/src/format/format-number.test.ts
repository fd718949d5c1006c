import { expect, test } from 'vitest'
import { formatComplement, formatCount, formatNumber, formatTick } from './format-number.ts'

test.each([
  [0, '0'],
  [1024, '1024'],
  [0.05, '0.05'],
  [0.001, '0.001'],
  [1e-5, '10⁻⁵'],
  [2.5e-12, '2.5·10⁻¹²'],
  [-3, '−3'],
  [18.2857, '18.3'],
  [2e6, '2·10⁶'],
])('%d as %s', (value, text) => expect(formatNumber(value)).toBe(text))

test.each([
  [1, '0'],
  [0.5, '0.5'],
  [0.1, '0.9'],
  [0.05, '0.95'],
  [1e-5, '0.99999'],
  [10, '−9'],
  [1e6, '−10⁶'],
])('1 − %d as %s', (distance, text) => expect(formatComplement(distance)).toBe(text))

test('counts', () => {
  expect(formatCount(1024)).toBe('1024')
  expect(formatCount(468028)).toBe('468,028')
})

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
