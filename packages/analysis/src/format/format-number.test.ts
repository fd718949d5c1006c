import { expect, test } from 'vitest'
import { formatComplement, formatCount, formatNumber } from './format-number.ts'

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
