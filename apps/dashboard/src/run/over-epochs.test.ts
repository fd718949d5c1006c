import { expect, test } from 'vitest'
import { findEpochs, listOverEpochs } from './over-epochs.ts'

const analysis = (
  id: string,
  epoch: number | null,
  value: number | null,
  options: Record<string, unknown> = {},
) => ({
  id,
  measure: 'critical-width',
  state: 'FINISHED' as const,
  seed: 0,
  options,
  representation: epoch === null ? null : { id: `r${epoch}`, epoch },
  scalars: [{ id: 'groups', label: 'groups', value, low: null, high: null }],
})

test('a number that is known after two epochs is a series, in the order of epochs', () => {
  const [series, ...others] = listOverEpochs([
    analysis('c', 40, 5),
    analysis('b', 10, 3),
    analysis('a', 1, 1),
  ])
  expect(others).toEqual([])
  expect(series.key).toBe('critical-width.groups seed 0')
  expect(series.points.map(({ epoch, value }) => [epoch, value])).toEqual([[1, 1], [10, 3], [40, 5]]) // prettier-ignore
})

test('of a question that was asked again the newest answer counts', () => {
  const [series] = listOverEpochs([analysis('new', 40, 6), analysis('old', 40, 5), analysis('a', 1, 1)])
  expect(series.points.at(-1)).toMatchObject({ analysisId: 'new', value: 6 })
})

test('one epoch, another question, no value and no epoch are no series', () => {
  expect(listOverEpochs([analysis('a', 1, 1), analysis('b', 2, 1, { threshold: 0.9 })])).toEqual([])
  expect(listOverEpochs([analysis('a', 1, 1), analysis('b', 2, null), analysis('c', null, 3)])).toEqual([])
  expect(listOverEpochs([analysis('a', 1, 1), { ...analysis('b', 2, 2), state: 'FAILED' }])).toEqual([])
})

test('representations are listed by epoch, each epoch once', () => {
  const { kept, obstacle } = findEpochs(
    [{ id: 'b', epoch: 40 }, { id: 'a', epoch: 1 }, { id: 'n', epoch: null }], // prettier-ignore
    [],
  )
  expect(kept.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(obstacle).toBeUndefined()
})

test('with fewer than two it is told why, and what to do', () => {
  const { obstacle } = findEpochs([{ id: 'b', epoch: 40 }], [{ epoch: 1 }, { epoch: 40 }, { epoch: 2 }])
  expect(obstacle).toMatch(
    /Only the representation of epoch 40 was kept; the 2 other checkpoints.*mitoscope upload/,
  )
  expect(findEpochs([], []).obstacle).toMatch(/^No representation/)
})
