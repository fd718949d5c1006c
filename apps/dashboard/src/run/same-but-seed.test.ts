import { expect, test } from 'vitest'
import { sameButSeed } from './same-but-seed.ts'

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
