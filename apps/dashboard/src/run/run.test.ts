import { runsFigures } from '@mitoscope/figures'
import { expect, test } from 'vitest'
import { runStyle } from '../figures/run-style.ts'
import { metricInput, sameButSeed } from './run.ts'

test('a metric in the colour of its run, with the epoch from which the training set is fitted', () => {
  const run = { name: 'w16-s0', interpolationEpoch: 2 }
  const [figure] = runsFigures(
    metricInput(run, 'testLoss', runStyle('id'), { axis: 'step', x: [1, 2, 3], values: [0.5, null, 0.25] }),
  )
  expect(figure.svg).toContain('the training set is fitted from epoch 2')
  expect(figure.svg).toContain(runStyle('id').paperColor)
  expect(figure.table.columns.at(-1)?.values).toEqual([0.5, 0.25])
})

const run = { id: 'a', config: { seed: 0, width: 16, recipe: { lr: 0.1, decay: 0 } } }

test('runs of the same settings are found whatever their seed and order of names', () => {
  const twin = { id: 'b', config: { recipe: { decay: 0, lr: 0.1 }, width: 16, seed: 1 } }
  const wider = { id: 'c', config: { ...run.config, width: 32 } }
  const deeper = { id: 'd', config: { ...run.config, recipe: { lr: 0.2, decay: 0 } } }
  expect(sameButSeed(run, [wider, run, twin, deeper])).toEqual(['a', 'b'])
})

test('the run itself is among them even where it was not listed', () => {
  expect(sameButSeed(run, [])).toEqual(['a'])
})
