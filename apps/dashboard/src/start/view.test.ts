import { expect, test } from 'vitest'
import { startAddress } from './view.ts'

test('the form of analyses opens with the runs, or with the search', () => {
  expect(startAddress(['a', 'b'])).toBe('/start?kind=analysis&runs=a,b')
  const where = [{ field: 'seed', op: 'is', value: '1' }] as const
  const { searchParams } = new URL(startAddress({ q: 'w1', where, any: true }), 'http://lab')
  expect(searchParams.get('q')).toBe('w1')
  expect(searchParams.get('any')).toBe('true')
  expect(JSON.parse(searchParams.get('where')!)).toEqual(where)
  expect(startAddress({ q: '', where: [], any: false })).toBe('/start?kind=analysis')
})
