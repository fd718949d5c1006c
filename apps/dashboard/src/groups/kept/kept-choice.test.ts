import type { KeptGroupsFragment } from '@mitoscope/schema/documents'
import { describe, expect, test } from 'vitest'
import { findObstacle, keptNeurons, toKeptInput, type KeptChoice } from './kept-choice.ts'
import { listKept } from './kept-groups.ts'

const partition = { representationId: 'r', seed: 3, size: 2, count: 4 }
const groups = [[0, 1], [2, 3], [4, 5], [6, 7]] as const // prettier-ignore
const all: KeptChoice = { kept: [1, 2, 3, 4], swap: null, readout: 'ORIGINAL' }
const mapped: KeptChoice = { ...all, kept: [1, 2], swap: { replaced: 2, by: 4, how: 'map' } }
const twice: KeptChoice = { ...all, kept: [1, 2], swap: { replaced: 2, by: 1, how: 'twice' } }

test('a choice becomes a question of the very partition', () => {
  expect(toKeptInput(all, partition)).toEqual({
    measure: 'kept-groups',
    representationId: 'r',
    seed: 3,
    options: { size: 2, readout: 'ORIGINAL' },
  })
  expect(toKeptInput(mapped, partition).options).toEqual({
    size: 2,
    readout: 'ORIGINAL',
    groups: [1, 2],
    replaced: 2,
    by: 4,
  })
  expect(toKeptInput(twice, partition).options).toEqual({ size: 2, readout: 'ORIGINAL', groups: [1, 1] })
})

test('the neurons are those of which something is read', () => {
  expect(keptNeurons(all, groups)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(keptNeurons(mapped, groups)).toEqual([0, 1, 6, 7])
  expect(keptNeurons(twice, groups)).toEqual([0, 1])
})

describe('what cannot be measured says why', () => {
  test.each([
    [{ ...all, kept: [] }, /at least one group/],
    [{ ...all, swap: { replaced: 1, by: 1, how: 'map' } }, /itself/],
    [{ ...all, kept: [1], swap: { replaced: 2, by: 1, how: 'map' } }, /not kept/],
    [{ ...mapped, readout: 'REFIT' }, /another readout/],
  ] as const)('%j', (choice, reason) => {
    expect(findObstacle(choice as KeptChoice, true)).toMatch(reason)
  })
  test('a refitted readout needs training rows', () => {
    expect(findObstacle({ ...all, readout: 'REFIT' }, false)).toMatch(/training rows/)
    expect(findObstacle({ ...all, readout: 'REFIT' }, true)).toBeUndefined()
  })
})

test('what was measured is found again, of this partition only', () => {
  const scalar = { id: 'randomTestError', label: '', value: 0.2, low: 0.1, high: 0.3 }
  const node = (
    id: string,
    seed: number,
    options: Readonly<Record<string, unknown>>,
  ): KeptGroupsFragment => ({
    id,
    seed,
    options,
    state: 'FINISHED',
    failure: null,
    createdAt: '',
    job: null,
    scalars: [scalar],
  })
  const rows = listKept(
    [
      node('a', 3, { size: 2, readout: 'ORIGINAL', groups: [1, 2, 3, 3] }),
      node('b', 3, { size: 2, readout: 'RESCALED', groups: null, replaced: 1, by: 2 }),
      node('c', 0, { size: 2, readout: 'ORIGINAL' }),
      node('d', 3, { size: 3, readout: 'ORIGINAL' }),
    ],
    partition,
  )
  expect(rows.map(({ id, what }) => [id, what])).toEqual([
    ['a', 'groups 1-3 with 3 counted twice'],
    ['b', 'all 4 groups with 2 mapped to the place of 1'],
  ])
  expect(rows[0].randomSpread).toBeCloseTo(0.1, 12)
  expect(rows[0].values.randomTestError).toBe(0.2)
})
