import { runsFigures } from '@mitoscope/figures'
import { expect, test } from 'vitest'
import { runStyle } from '../../figures/run-style.ts'
import type { Line } from './curves.ts'
import { toRunsInput } from './to-runs-input.ts'

const line = {
  series: {
    key: 'k',
    number: 3,
    label: 'width 16',
    style: runStyle('k'),
    runs: [
      { id: 'a', name: 'first' },
      { id: 'b', name: 'second' },
    ],
  },
  curves: {
    x: [0, 1],
    mean: [2, 1],
    std: [1, 1],
    sem: [0.7, 0.7],
    ci95: [9, 9],
    n: [2, 2],
    members: [
      { id: 'a', values: [1, 0] },
      { id: 'b', values: [3, 2] },
    ],
  },
} as unknown as Line

test('lines keep their colour on paper, and runs their names', () => {
  const options = { x: 'step', y: 'testError', logX: false, logY: false, band: 'ci95' } as const
  const input = toRunsInput([line], options, 'testError by step')
  expect(input.lines[0].color).toBe(runStyle('k').paperColor)
  expect(input.lines[0].label).toBe('width 16 (2 seeds)')
  const [{ svg, table }] = runsFigures(input)
  expect(svg).toContain(runStyle('k').paperColor)
  expect(table.columns.find(({ name }) => name === 'run_name')?.values).toEqual([
    null,
    null,
    'first',
    'first',
    'second',
    'second',
  ])
})
