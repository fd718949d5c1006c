import { expect, test } from 'vitest'
import { chooseCorrelation, hasBoth } from './choose-correlation.ts'

const of = (...ids: string[]) => ids.map((id) => ({ id }))
const both = of(
  'r2-by-width',
  'residual-correlation-by-width-weight-decay-0.002',
  'residual-correlation-by-width-weight-decay-0',
  'residual-correlation-all-pairs-by-width-weight-decay-0.002',
  'residual-correlation-all-pairs-by-width-weight-decay-0',
  'error-by-width',
)

test('one definition is shown, and everything else', () => {
  expect(hasBoth(both)).toBe(true)
  const names = (chosen: 'outside' | 'all') => chooseCorrelation(both, chosen).map(({ id }) => id)
  expect(names('outside')).toEqual([both[0], both[1], both[2], both[5]].map(({ id }) => id))
  expect(names('all')).toEqual([both[0], both[3], both[4], both[5]].map(({ id }) => id))
})

test('where there is one definition only, it is shown whatever is asked for', () => {
  const one = of('residual-correlation-by-width', 'error-by-width')
  expect(hasBoth(one)).toBe(false)
  expect(chooseCorrelation(one, 'all')).toEqual(one)
})
