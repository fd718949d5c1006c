import { expect, test } from 'vitest'
import { namesOf, toColumnId } from './column-names.ts'

const names = namesOf([
  {
    config: { optimizer: { lr: 0.1 }, width: 8 },
    metrics: [{ name: 'testError' }, { name: 'accuracy' }],
    analyses: [{ id: '1', measure: 'decay-law', scalars: [{ id: 'exponent' }] }],
  },
  { config: { epochs: 3 }, metrics: [{ name: 'accuracy' }] },
])

test('every setting, metric and number of an analysis has a name, those that are there anyway aside', () => {
  expect(names.map(({ id }) => id).sort()).toEqual([
    'analysis:decay-law:exponent',
    'config:epochs',
    'config:optimizer.lr',
    'config:width',
    'max:accuracy',
    'max:testError',
    'metric:accuracy',
    'min:accuracy',
    'min:testError',
  ])
})

test.each([
  ['least accuracy', 'min:accuracy'],
  ['Last accuracy', 'metric:accuracy'],
  ['decay-law: exponent', 'analysis:decay-law:exponent'],
  ['Test error', 'metric:testError'],
  ['metric:unheard', 'metric:unheard'],
  [' momentum ', 'config:momentum'],
  [' ', undefined],
])('"%s" is the column %s', (text, id) => expect(toColumnId(text, names)).toBe(id))
