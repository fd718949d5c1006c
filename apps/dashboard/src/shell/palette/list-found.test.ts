import { expect, test } from 'vitest'
import type { PaletteQuery } from '@mitoscope/schema/documents'
import { listFound, describeFound } from './list-found.ts'

test('each kind of thing leads to where it is looked at; models to their runs, projects to their part of the lab', () => {
  const found = listFound({
    runs: {
      totalCount: 1,
      nodes: [{ id: 'r', name: 'w16-s0', state: 'FAILED', model: { id: 'm', name: 'fc' } }],
    },
    sweeps: { totalCount: 1, nodes: [{ id: 's', name: 'digits', createdAt: '2026-11-25T09:00:00.000Z' }] },
    models: { totalCount: 1, nodes: [{ id: 'm', name: 'fc', dataset: 'mnist' }] },
    projects: { totalCount: 1, nodes: [{ id: 'p', name: 'vision' }] },
    analyses: {
      totalCount: 1,
      nodes: [{ id: 'a', measure: 'groups', state: 'FINISHED', run: { id: 'r', name: 'w16-s0' } }],
    },
  })
  const shown = found.map(({ label, detail, href }) => [label, detail, href])
  expect(shown).toEqual([
    ['digits', undefined, '/sweep?id=s'],
    ['w16-s0', 'fc · failed', '/run?id=r'],
    ['groups of w16-s0', 'finished', '/analysis?id=a'],
    ['vision', undefined, '/?project=p'],
    [
      'fc',
      'mnist · its runs',
      `/runs?where=${encodeURIComponent('[{"field":"modelId","op":"is","value":"m"}]')}`,
    ],
  ])
  expect(listFound(undefined)).toEqual([])
})

const found = (runs: number, shown: number) =>
  ({
    runs: { totalCount: runs, nodes: Array.from({ length: shown }, () => ({})) },
    ...Object.fromEntries(
      ['sweeps', 'analyses', 'projects', 'models'].map((kind) => [kind, { totalCount: 0, nodes: [] }]),
    ),
  }) as unknown as PaletteQuery

test('what is listed is told from what there is, and things from actions', () => {
  expect(describeFound(found(285, 6), 'many', 1)).toBe(
    'Found: the newest 6 of 285 things in the lab, 1 place or action. Type more letters to find the others.',
  )
  expect(describeFound(found(3, 3), 'x', 0)).toBe('Found: 3 things in the lab, 0 places and actions')
  expect(describeFound(found(1, 1), '', 15)).toBe('Listed: 1 thing in the lab, 15 places and actions')
  expect(describeFound(undefined, 'x', 2)).toBe('Found: 0 things in the lab, 2 places and actions')
})
