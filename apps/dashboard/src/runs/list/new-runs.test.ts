import { expect, test } from 'vitest'
import { findGone, noNewRuns, withUpdate } from './new-runs.ts'

const update = (current: boolean, ids: string[], gone: string[] = []) => ({
  current,
  gone,
  runs: ids.map((id) => ({ id })),
})

test('what the subscription begins with is not new, what comes after is', () => {
  const begun = withUpdate(noNewRuns, update(true, ['a']))
  expect(begun.fresh.size).toBe(0)
  const later = withUpdate(begun, update(false, ['a', 'b']))
  expect([...later.fresh]).toEqual(['b'])
  expect([...withUpdate(later, update(false, ['c'], ['b'])).fresh]).toEqual(['c'])
})

test('a subscription that begins again says the whole of what is new', () => {
  const later = withUpdate(withUpdate(noNewRuns, update(true, ['a'])), update(false, ['b']))
  expect([...withUpdate(later, update(true, ['c', 'a'])).fresh]).toEqual(['c'])
})

test('gone are only runs that were followed', () => {
  expect(findGone(['a', 'b'], update(false, [], ['b', 'elsewhere']))).toEqual(['b'])
  expect(findGone(['a', 'b'], update(true, ['a', 'c']))).toEqual(['b'])
})
