import { expect, test } from 'vitest'
import { listFinished } from './finished.ts'

const at = (minute: number) => `2026-11-25T09:0${minute}:00.000Z`

test('runs, analyses and reports together, the latest first', () => {
  const finished = listFinished(
    {
      runs: {
        nodes: [
          { id: 'r2', name: 'w16-s1', finishedAt: at(4), model: { id: 'm', name: 'fc' } },
          { id: 'r1', name: 'w16-s0', finishedAt: at(1), model: { id: 'm', name: 'fc' } },
        ],
      },
      analyses: {
        nodes: [
          {
            id: 'a',
            measure: 'groups',
            finishedAt: at(2),
            run: { id: 'r1', name: 'w16-s0', deletedAt: null },
            representation: { id: 'h', deletedAt: null },
          },
        ],
      },
      reports: {
        nodes: [
          { id: 'j', finishedAt: at(5), subject: { id: 's', name: 'digits' } },
          { id: 'k', finishedAt: at(6), subject: null },
        ],
      },
    },
    3,
  )
  expect(finished.map(({ what, href }) => [what, href])).toEqual([
    ['Report of digits', '/sweep?id=s'],
    ['w16-s1', '/run?id=r2'],
    ['groups of w16-s0', '/analysis?id=a'],
  ])
})
