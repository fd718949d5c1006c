import type { PaletteQuery } from '@mitoscope/schema/documents'
import { expect, test } from 'vitest'
import { describeFound } from './describe-found.ts'

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
