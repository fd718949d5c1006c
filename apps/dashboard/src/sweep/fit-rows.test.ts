import { expect, test } from 'vitest'
import { fitRows } from './fit-rows.ts'

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
  criticalWidth: scalar(51.3, 43, 62),
  plateau: scalar(52.44, 50.1, 54.5),
  slope: scalar(0.0182, 0.017, 0.0194),
}
const decay = {
  from: 50,
  factor: 0.1,
  verdict: '',
  points: [],
  exponent: scalar(0.54, 0.47, 0.61),
  asymptote: scalar(0.0305, null, null),
}
const of = (rows: ReturnType<typeof fitRows>, name: string) => rows.find((row) => row.name === name)!.values

test('numbers with their intervals, a column for each weight decay', () => {
  const widths = [{ width: 16, decay: null }, { width: 1024, decay }] // prettier-ignore
  const rows = fitRows([
    { weightDecay: 0.002, fit, widths },
    {
      weightDecay: 0,
      fit: { ...fit, supported: false, aicDifference: -3 },
      widths: [{ width: 16, decay: null }],
    },
  ])
  expect(of(rows, 'Critical width')).toEqual(['51 [43, 62]', 'not supported'])
  expect(of(rows, 'Slope')).toEqual(['1.82 [1.70, 1.94]', 'not supported'])
  expect(of(rows, 'R² of the line')[0]).toBe('0.999')
  expect(of(rows, 'AIC difference')).toEqual(['31.4', '-3'])
  expect(of(rows, 'Decay exponent')).toEqual(['0.54 [0.47, 0.61]', '–'])
  expect(of(rows, 'error_∞')).toEqual(['0.0305', '–'])
})

test('without a fit there are no numbers', () => {
  const rows = fitRows([{ weightDecay: 0, fit: null, widths: [] }])
  expect(rows.every(({ values }) => values.join() === '–')).toBe(true)
})
