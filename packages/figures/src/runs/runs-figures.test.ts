import { expect, test } from 'vitest'
import type { RunLineInput, RunsInput } from '../input/runs-input.ts'
import { countMarks, readSvg } from '../testing/read-svg.ts'
import { runsFigures } from './runs-figures.ts'

const line = (label: string, x: number[], of: (step: number) => number | null): RunLineInput => ({
  label,
  color: '#0072b2',
  dash: 'none',
  symbol: 'circle',
  x,
  mean: x.map(of),
})
const steps = [0, 1, 2, 3]
const mean: RunLineInput = {
  ...line('width 16', steps, (step) => 4 - step),
  std: [1, 1, 1, null],
  sem: [0.7, 0.7, 0.7, null],
  ci95: [6, 6, 6, null],
  n: [2, 2, 2, 1],
  members: [
    { label: 'a', values: [3, 2, 1, 1] },
    { label: 'b', values: [5, 4, 3, null] },
  ],
}
const input: RunsInput = {
  title: 'testError by step',
  subtitle: '',
  caption: 'A metric by step.',
  x: 'step',
  y: 'testError',
  logX: false,
  logY: false,
  band: 'std',
  lines: [mean, line('width 32', steps, (step) => (step === 1 ? null : 0.5))],
  marks: [{ x: 2, label: 'training set fitted' }],
}
const column = (name: string, from = input) =>
  runsFigures(from)[0].table.columns.find((each) => each.name === name)!.values

test('lines have bands, runs behind them and marks', () => {
  const document = readSvg(runsFigures(input)[0].svg)
  expect(countMarks(document, 'line')).toBe(2)
  expect(countMarks(document, 'members')).toBe(2)
  expect(countMarks(document, 'interval')).toBe(1)
  expect(countMarks(document, 'marks')).toBe(1)
  // The mean ends where the first of its runs ends.
  expect(countMarks(document, 'markers')).toBe(3 + 3)
  expect(document.querySelector('.legend')!.textContent).toContain('1: width 16')
})

test('the table has every mean and every run', () => {
  expect(column('value_test_error')).toEqual([4, 3, 2, 1, 0.5, 0.5, 0.5, 3, 2, 1, 1, 5, 4, 3])
  expect(column('run_name').slice(7)).toEqual(['a', 'a', 'a', 'a', 'b', 'b', 'b'])
  expect(column('ci95').slice(0, 4)).toEqual([6, 6, 6, null])
  expect(column('runs').slice(0, 4)).toEqual([2, 2, 2, 1])
})

test('logarithmic axes and single runs are drawn, and lines without points give no figure', () => {
  readSvg(runsFigures({ ...input, logX: true, logY: true })[0].svg)
  const alone = { ...input, lines: [line('a', [5], () => 0)], marks: [] }
  readSvg(runsFigures({ ...alone, logY: true })[0].svg)
  expect(column('value_test_error', alone)).toEqual([0])
  expect(runsFigures({ ...input, lines: [line('a', [0], () => 1)], logX: true, marks: [] })).toEqual([])
  expect(runsFigures({ ...input, lines: [] })).toEqual([])
})

test('intervals may be asymmetric around their value', () => {
  const uneven = { ...line('w*', [1, 2], () => 3), low: [2, null], high: [7, null] }
  const from = { ...input, lines: [uneven], marks: [] }
  readSvg(runsFigures(from)[0].svg)
  expect(column('high', from)).toEqual([7, null])
})
