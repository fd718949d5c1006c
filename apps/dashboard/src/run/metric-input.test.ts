import { runsFigures } from '@mitoscope/figures'
import { expect, test } from 'vitest'
import { runStyle } from '../figures/run-style.ts'
import { metricInput } from './metric-input.ts'

test('a metric in the colour of its run, with the epoch from which the training set is fitted', () => {
  const run = { name: 'w16-s0', interpolationEpoch: 2 }
  const [figure] = runsFigures(metricInput(run, 'testLoss', runStyle('id'), [1, 2, 3], [0.5, null, 0.25]))
  expect(figure.svg).toContain('the training set is fitted from epoch 2')
  expect(figure.svg).toContain(runStyle('id').paperColor)
  expect(figure.table.columns.at(-1)?.values).toEqual([0.5, 0.25])
})
