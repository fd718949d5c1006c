import { expect, test } from 'vitest'
import { fields, kindOf, opsFor, toRunFilter, type Condition, type Op } from './condition.ts'

const of = (field: string, op: Op, value = ''): Condition => ({ field, op, value })

test('no conditions are no filter, and neither are unfinished ones', () => {
  expect(toRunFilter([], false)).toBeUndefined()
  const unfinished = [
    of('width', 'above', ' '),
    of('width', 'is', 'wide'),
    of('config:', 'is', '1'),
    of('metric:testError', 'below', 'low'),
    of('width', 'among', '1, two'),
    of('createdAt', 'above', 'soon'),
    of('analysis:groups', 'above', '1'),
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
  [of('width', 'among', '16, 32,'), { width: { in: [16, 32] } }],
  [of('dataset', 'among', 'mnist, digits'), { dataset: { in: ['mnist', 'digits'] } }],
  [of('config:name', 'among', 'adam,sgd'), { config: [{ path: 'name', text: { in: ['adam', 'sgd'] } }] }],
  [of('config:lr', 'among', '1, 2'), { config: [{ path: 'lr', number: { in: [1, 2] } }] }],
  [of('tags', 'not', 'paper'), { NOT: [{ tags: { has: 'paper' } }] }],
  [of('groups', 'above', '4'), { groups: { gte: 4 } }],
  [of('createdAt', 'above', '2026-01-02T03:04:05Z'), { createdAt: { gte: '2026-01-02T03:04:05.000Z' } }],
  [of('createdAt', 'below', '2026-01-02'), { createdAt: { lt: new Date(2026, 0, 2).toISOString() } }],
  [
    of('analysis:decay-law:exponent', 'below', '1'),
    { scalars: [{ measure: 'decay-law', name: 'exponent', value: { lte: 1 } }] },
  ],
  [
    of('analysis:decay-law:exponent', 'missing'),
    { scalars: [{ measure: 'decay-law', name: 'exponent', value: { missing: true } }] },
  ],
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
      const field = name.endsWith(':') ? `${name}x:y` : name
      const value = kindOf(name) === 'time' ? '2026-01-01' : '1'
      expect(toRunFilter([of(field, op, value)], false)).toBeDefined()
    }
})
