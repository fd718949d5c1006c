import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { tinySweep } from '../../platform/files/testing/tiny-sweep.ts'
import { createProject } from '../projects/create-project.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { cancelSweep } from './cancel-sweep.ts'
import { completeSweep } from './complete-sweep.ts'
import { startSweep } from './start-sweep.ts'
import { findSweepProgress } from './sweep-progress.ts'

let lab: Lab
let projectId: string
beforeAll(async () => {
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'p' })).id
})
afterAll(() => lab.close())

async function makeSweep() {
  const config = { ...tinySweep, widths: [8, 12], seeds: [0, 1], contrasts: [] }
  const sweep = await startSweep(lab, localActor, { projectId, name: 'grid', config })
  const states = async () => {
    const { cells } = (await findSweepProgress(lab, [sweep])).get(sweep.id)!
    return cells.map(({ width, seed, state }) => `${width} ${seed} ${state}`).toSorted()
  }
  return { id: sweep.id, states }
}

const cell = (width: number, seed: number) => ({ width, seed, weightDecay: 0.002 })

test('only the cells that are asked for run again', async () => {
  const { id, states } = await makeSweep()
  await cancelSweep(lab, localActor, id)
  await lab.db
    .updateTable('trainingRun')
    .set({ deletedAt: new Date() })
    .where('sweepId', '=', id)
    .where('width', '=', 12)
    .execute()
  const before = ['12 0 null', '12 1 null', '8 0 cancelled', '8 1 cancelled']
  expect(await states()).toEqual(before)
  await completeSweep(lab, localActor, id, [])
  expect(await states()).toEqual(before)
  await completeSweep(lab, localActor, id, [cell(8, 1), cell(12, 0), cell(12, 0)])
  expect(await states()).toEqual(['12 0 queued', '12 1 null', '8 0 cancelled', '8 1 queued'])
  await completeSweep(lab, localActor, id, [cell(8, 1)])
  expect(await states()).toEqual(['12 0 queued', '12 1 null', '8 0 cancelled', '8 1 queued'])
  await completeSweep(lab, localActor, id)
  expect(await states()).toEqual(['12 0 queued', '12 1 queued', '8 0 queued', '8 1 queued'])
})

test('a run that somebody renamed is not trained twice', async () => {
  const { id, states } = await makeSweep()
  await lab.db.updateTable('trainingRun').set({ name: 'mine' }).where('sweepId', '=', id).execute()
  await completeSweep(lab, localActor, id)
  expect(await states()).toHaveLength(4)
  const runs = await lab.db.selectFrom('trainingRun').select('id').where('sweepId', '=', id).execute()
  expect(runs).toHaveLength(4)
})

test('a cell that the sweep does not ask for is refused, and nothing starts', async () => {
  const { id, states } = await makeSweep()
  await cancelSweep(lab, localActor, id)
  const before = await states()
  await expect(completeSweep(lab, localActor, id, [cell(8, 0), cell(16, 0)])).rejects.toThrow(
    'cells: the sweep "grid" has no run of width 16 with seed 0 at weight decay 0.002.',
  )
  expect(await states()).toEqual(before)
})
