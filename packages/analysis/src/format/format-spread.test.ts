import { expect, test } from 'vitest'
import { formatEnds, formatInterval, formatSpread, formatSpreadCells } from './format-spread.ts'

test.each([
  [19, 6.96, '19 ± 7'],
  [18.987, 7.04, '19 ± 7'],
  [1.04321, 0.0123, '1.043 ± 0.012'],
  [0.4, 9.6, '0 ± 10'],
  [-0.3, 7, '0 ± 7'],
  [1234, 96, '1230 ± 100'],
  [1234, 960, '1200 ± 1000'],
  [5, 0, '5 ± 0'],
  [1.234e-6, 2.1e-7, '(1.2 ± 0.2)·10⁻⁶'],
  [2.5e7, 3e6, '(2.5 ± 0.3)·10⁷'],
  [0.25, null, '0.25'],
])('%d and %d as %s', (value, half, text) => expect(formatSpread(value, half)).toBe(text))

test('both ends of an interval are written with the digits that it bears', () => {
  expect(formatInterval(56, 50.24, 61)).toBe('56 [50, 61]')
  expect(formatInterval(1.8234, 1.7451, 1.901)).toBe('1.82 [1.75, 1.90]')
  expect(formatInterval(56, null, null)).toBe('56')
  expect(formatEnds(18.987, 12.03, 25.9)).toEqual(['19', '12', '26'])
  expect(formatSpreadCells(0.2914, 0.00544, String)).toEqual(['0.291', '0.005'])
  expect(formatSpreadCells(0.2914, null, String)).toEqual(['0.2914', 'null'])
  expect(formatEnds(18.987, null, 25.9)).toEqual(['19', '–', '25.9'])
})

test('value and half width have the same decimals, and rounding moves neither by more than half a last digit', () => {
  let state = 12345
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647
  for (let draw = 0; draw < 20_000; draw++) {
    const half = 10 ** (random() * 20 - 10)
    const value = (random() - 0.5) * half * 10 ** (random() * 8 - 2)
    const text = formatSpread(value, half)
    const [, mean, spread, power] = /^\(?(-?[\d.]+) ± ([\d.]+)(?:\)·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/.exec(text) ?? []
    expect([text, mean !== undefined]).toEqual([text, true])
    const decimals = (number: string) => number.split('.')[1]?.length ?? 0
    expect([text, decimals(mean)]).toEqual([text, decimals(spread)])
    const scale =
      10 **
      Number(
        (power ?? '⁰').replace(/./g, (sign) => (sign === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)))),
      )
    // The half width has one digit, or two if it begins with 1.
    expect(text).toMatch(/ ± (0?\.?0*[2-9]0*|0?\.?0*1\.?\d0*)(\)|$)/)
    expect(Math.abs(Number(spread) * scale - half) / half).toBeLessThan(0.26)
    const unit = 10 ** Math.floor(Math.log10(half))
    expect(Math.abs(Number(mean) * scale - value)).toBeLessThanOrEqual(unit * 0.5000001)
  }
})
