import { expect, test } from 'vitest'
import { chooseSources, nameSource, type Source } from './sources.ts'

function make(id: string, shape: 'PARTITION' | 'MATRIX', more: Partial<Source> = {}): Source {
  const measure = shape === 'MATRIX' ? 'residual-pairs' : 'groups'
  return {
    id,
    measure,
    state: 'FINISHED',
    seed: 0,
    sizes: [],
    options: { size: 8, draw: null },
    createdAt: '2026-01-01T00:00:00Z',
    definition: { title: measure, shape },
    scalars: [],
    ...more,
  }
}

const all = [
  make('m1', 'MATRIX', { seed: 1 }),
  make('m0', 'MATRIX'),
  make('p1', 'PARTITION', { seed: 1, state: 'FAILED' }),
  make('p0', 'PARTITION'),
]
const chosen = (id: string, beside: string | null = null) => {
  const { partition, matrix } = chooseSources(all, id, beside)
  return [partition?.id, matrix?.id]
}

test('the analysis of the address is shown, whatever its shape, with one of the same seed beside it', () => {
  expect(chosen('p0')).toEqual(['p0', 'm0'])
  expect(chosen('m1')).toEqual(['p0', 'm1'])
  expect(chosen('p0', 'm1')).toEqual(['p0', 'm1'])
})

test('a layer may have neither', () => {
  expect(chooseSources([], 'x', null)).toEqual({ partition: undefined, matrix: undefined })
})

test('an analysis is told by what it was asked', () => {
  expect(nameSource(all[0])).toBe('residual-pairs, size 8, seed 1')
})
