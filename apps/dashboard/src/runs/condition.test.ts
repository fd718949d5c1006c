import { expect, test } from 'vitest'
import { fields, opsFor, toRunFilter, type Condition, type Op } from './condition.ts'

const of = (field: string, op: Op, value = ''): Condition => ({ field, op, value })

test('no conditions are no filter, and neither are unfinished ones', () => {
  expect(toRunFilter([], false)).toBeUndefined()
  const unfinished = [
    of('width', 'above', ' '),
    of('width', 'is', 'wide'),
    of('config:', 'is', '1'),
    of('metric:testError', 'below', 'low'),
  ]
  expect(toRunFilter(unfinished, true)).toBeUndefined()
})

test('conditions hold all together, or any of them', () => {
  const two = [of('name', 'has', 'w128'), of('width', 'above', '64')]
  const parts = [{ name: { contains: 'w128' } }, { width: { gte: 64 } }]
  expect(toRunFilter(two, false)).toEqual({ AND: parts })
  expect(toRunFilter(two, true)).toEqual({ OR: parts })
})

test.each<[Condition, object]>([
  [of('name', 'is', 'a'), { name: { eq: 'a' } }],
  [of('notes', 'not', 'a'), { notes: { ne: 'a' } }],
  [of('notes', 'missing'), { notes: { missing: true } }],
  [of('dataset', 'present'), { dataset: { missing: false } }],
  [of('seed', 'is', '0'), { seed: { eq: 0 } }],
  [of('weightDecay', 'below', '2e-3'), { weightDecay: { lte: 0.002 } }],
  [of('weightDecay', 'not', ' 0 '), { weightDecay: { ne: 0 } }],
  [of('interpolationEpoch', 'missing'), { interpolationEpoch: { missing: true } }],
  [of('state', 'is', 'FAILED'), { state: { eq: 'FAILED' } }],
  [of('state', 'not', 'LOGGED'), { state: { ne: 'LOGGED' } }],
  [of('tags', 'is', 'paper'), { tags: { has: 'paper' } }],
  [of('tags', 'missing'), { tags: { missing: true } }],
  [of('modelId', 'is', 'TW9k'), { modelId: { eq: 'TW9k' } }],
  [of('sweepId', 'missing'), { sweepId: { missing: true } }],
  [of('config:optimizer.lr', 'is', '0.1'), { config: [{ path: 'optimizer.lr', number: { eq: 0.1 } }] }],
  [of('config:name', 'has', '1'), { config: [{ path: 'name', text: { contains: '1' } }] }],
  [of('config:name', 'is', 'adam'), { config: [{ path: 'name', text: { eq: 'adam' } }] }],
  [of('config:nesterov', 'is', 'true'), { config: [{ path: 'nesterov', boolean: true }] }],
  [of('config:name', 'missing'), { config: [{ path: 'name', missing: true }] }],
  [of('metric:testError', 'below', '0.05'), { metrics: [{ name: 'testError', last: { lte: 0.05 } }] }],
  [of('metric:testError', 'present'), { metrics: [{ name: 'testError', missing: false }] }],
])('%o', (condition, filter) => {
  expect(toRunFilter([condition], false)).toEqual({ AND: [filter] })
})

test('text of a configuration has no order: what is unfinished there is left out', () => {
  expect(toRunFilter([of('config:name', 'above', 'adam')], false)).toBeUndefined()
})

test('every field has comparisons, and every comparison makes a filter', () => {
  for (const { name } of fields)
    for (const op of opsFor(name)) {
      const field = name.endsWith(':') ? `${name}x` : name
      expect(toRunFilter([of(field, op, '1')], false)).toBeDefined()
    }
})
