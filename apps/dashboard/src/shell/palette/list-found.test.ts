import { expect, test } from 'vitest'
import { listFound } from './list-found.ts'

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
