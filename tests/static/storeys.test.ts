import { expect, test } from 'vitest'
import { findClimbs } from '../runner/measure-house.mjs'

test('an import of a higher storey is found, and one of a lower storey is in order', () => {
  const source = (path: string, ...imports: string[]) => ({
    path: `packages/lab/src/${path}`,
    isTest: path.includes('.test.'),
    imports: imports.map((to) => ({ path: `packages/lab/src/${to}`, isType: true })),
  })
  const climbs = findClimbs([
    source('platform/a.ts', 'platform/b.ts', 'records/runs/c.ts'),
    source('platform/a.test.ts', 'records/runs/c.ts'),
    source('records/runs/c.ts', 'platform/a.ts', 'work/worker/d.ts'),
    source('work/worker/d.ts', 'records/runs/c.ts', 'index.ts'),
    source('index.ts', 'work/worker/d.ts', 'platform/a.ts'),
    { ...source('e.ts'), path: 'packages/figures/src/e.ts' },
  ])
  expect(climbs).toEqual([
    'packages/lab/src/platform/a.ts → packages/lab/src/records/runs/c.ts',
    'packages/lab/src/records/runs/c.ts → packages/lab/src/work/worker/d.ts',
    'packages/lab/src/work/worker/d.ts → packages/lab/src/index.ts',
  ])
})
