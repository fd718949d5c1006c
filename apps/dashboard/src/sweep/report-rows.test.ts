import { expect, test } from 'vitest'
import { fitRows, tabulateWidths } from './report-rows.ts'
import { writeLatex } from '../export/printed-table.ts'

const scalar = (value: number | null, low: number | null = null, high: number | null = null) => ({
  id: '',
  label: '',
  value,
  low,
  high,
})
const fit = {
  supported: true,
  linearity: 0.9987,
  aicDifference: 31.42,
  pPower: 0.001,
  growth: scalar(0.92, 0.81, 1.03),
  criticalWidth: scalar(51.3, 43, 62),
  plateau: scalar(52.44, 50.1, 54.5),
  slope: scalar(0.0182, 0.017, 0.0194),
}
const decay = {
  from: 50,
  factor: 0.1,
  verdict: '',
  crossEntropy: null,
  points: [],
  exponent: scalar(0.54, 0.47, 0.61),
  asymptote: scalar(0.0305, null, null),
}
const of = (rows: ReturnType<typeof fitRows>, name: string) => rows.find((row) => row.name === name)!.values

test('numbers with their intervals, a column for each weight decay', () => {
  const none = { width: 16, decay: null, decayToEnsemble: null }
  const widths = [none, { width: 1024, decay: null, decayToEnsemble: decay }]
  const rows = fitRows([
    { weightDecay: 0.002, fit, widths },
    {
      weightDecay: 0,
      fit: { ...fit, supported: false, aicDifference: -3 },
      widths: [none],
    },
  ])
  expect(of(rows, 'Critical width')).toEqual(['51 [43, 62]', 'not supported'])
  expect(of(rows, 'Slope')).toEqual(['1.82 [1.70, 1.94]', 'not supported'])
  expect(of(rows, 'Growth exponent')).toEqual(['0.92 [0.81, 1.03]', '–'])
  expect(of(rows, 'p without plateau')[0]).toBe('0.001')
  expect(of(rows, 'AIC difference')).toEqual(['31.4', '-3'])
  expect(of(rows, 'Decay exponent')).toEqual(['0.54 [0.47, 0.61]', '–'])
  expect(of(rows, 'error_∞')).toEqual(['0.0305', '–'])
  // Reports of older versions have a law with a fitted asymptote.
  const old = fitRows([{ weightDecay: 0, fit, widths: [{ width: 16, decay, decayToEnsemble: null }] }])
  expect(of(old, 'Decay exponent')).toEqual(['0.54 [0.47, 0.61]'])
})

test('without a fit there are no numbers', () => {
  const rows = fitRows([{ weightDecay: 0, fit: null, widths: [] }])
  expect(rows.every(({ values }) => values.join() === '–')).toBe(true)
})

const numbers = (wStar: number | null, groups: number | null, half: number | null) => ({
  criticalWidth: { value: wStar, low: wStar && wStar - 4, high: wStar && wStar + 4 },
  groups: {
    value: groups,
    low: groups !== null && half !== null ? groups - half : null,
    high: groups !== null && half !== null ? groups + half : null,
  },
})

test('a table for LaTeX: groups with their interval, what is not known as a dash', () => {
  const errors = { testError: 0.03284, trainError: 0, decayToEnsemble: null }
  const width = { runs: 2, diverged: 0, ...errors, ...numbers(53.91, 18.99, 7.04) }
  const table = tabulateWidths([
    {
      weightDecay: 0.002,
      widths: [
        { width: 1024, ...width },
        { width: 16, ...width, runs: 1, trainError: 5e-5, ...numbers(null, null, null) },
      ],
    },
    { weightDecay: 0, widths: [{ width: 16, ...width, ...numbers(53.91, 18.99, null) }] },
  ])
  expect(writeLatex(table).split('\n').slice(-8, -3)).toEqual([
    'weight decay & W & runs & test error & train error & $w^*$ & $w^*$, low & $w^*$, high & groups W / $w^*$ & groups, low & groups, high \\\\',
    '\\midrule',
    '$0.002$ & $1024$ & $2$ & $0.03284$ & $0$ & $53.91$ & $49.91$ & $57.91$ & $18.99$ & $11.95$ & $26.03$ \\\\',
    '$0.002$ & $16$ & $1$ & $0.03284$ & $5.00 \\cdot 10^{-5}$ & -- & -- & -- & -- & -- & -- \\\\',
    '$0$ & $16$ & $2$ & $0.03284$ & $0$ & $53.91$ & $49.91$ & $57.91$ & $18.99$ & -- & -- \\\\',
  ])
})

test('runs that diverged have a column of their own', () => {
  const width = { width: 16, runs: 1, diverged: 1, testError: 0.03, trainError: 0, ...numbers(5, 3, null) }
  const table = tabulateWidths([{ weightDecay: 0, widths: [{ ...width, decayToEnsemble: null }] }])
  expect(writeLatex(table)).toContain('W & runs & diverged & test error')
  expect(writeLatex(table)).toContain('$16$ & $1$ & $1$ & $0.03$')
})
