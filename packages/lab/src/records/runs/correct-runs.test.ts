import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lab } from '../../platform/lab/lab.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { localActor } from '../access/actor.ts'
import { putRepresentation } from '../analyses/testing/put-representation.ts'
import { listWidths } from '../widths/list-widths.ts'
import { createRun } from './create-run.ts'
import { updateRun } from './update-run.ts'

const archive = fileURLToPath(
  new URL('../../../../../tests/golden/reference/mnist-mlp-w64.npz', import.meta.url),
)

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

const create = (more: object = {}) =>
  createRun(lab, localActor, { projectName: 'p', modelName: 'm', width: 8, ...more })

test('a model that a script names and does not describe is made as unknown, by one call', async () => {
  const { modelId, dataset } = await create()
  const model = await lab.db
    .selectFrom('model')
    .selectAll()
    .where('id', '=', modelId)
    .executeTakeFirstOrThrow()
  expect(model).toMatchObject({ name: 'm', architecture: 'unknown', dataset: 'unknown' })
  expect(dataset).toBe('unknown')
  expect((await create({ architecture: 'unknown' })).modelId).toBe(modelId)
})

test('width, seed, weight decay and tags are corrected, and the audit holds what was there', async () => {
  const run = await create({ modelName: 'corrected', seed: 1, tags: ['a'], clientKey: 'k' })
  const widthsOf = async () => (await listWidths(lab, localActor, [run.modelId])).get(run.modelId)!.map(({ width }) => width) // prettier-ignore
  expect(await widthsOf()).toEqual([8])
  const changed = await updateRun(lab, localActor, {
    id: run.id,
    width: 16,
    seed: 0,
    weightDecay: 0.5,
    tags: ['b'],
  })
  expect(changed).toMatchObject({ width: 16, seed: 0, weightDecay: 0.5 })
  expect(await widthsOf()).toEqual([16])
  const { detail } = await lab.db
    .selectFrom('auditEvent')
    .select('detail')
    .where('action', '=', 'updateRun')
    .where('subject', '=', `run ${run.id}`)
    .executeTakeFirstOrThrow()
  expect(detail).toEqual({
    before: { width: 8, seed: 1, weightDecay: null, tags: ['a'] },
    after: { width: 16, seed: 0, weightDecay: 0.5, tags: ['b'] },
  })
  // What the script sent at first still names the run.
  const again = await create({ modelName: 'corrected', seed: 1, tags: ['a'], clientKey: 'k' })
  expect(again).toMatchObject({ created: false, id: run.id, width: 16 })
})

test('a correction that cannot be is rejected with what to do', async () => {
  const run = await create({ modelName: 'wrong' })
  for (const wrong of [{ width: 0 }, { width: 1.5 }, { seed: 0.5 }, { weightDecay: -1 }])
    await expect(updateRun(lab, localActor, { id: run.id, ...wrong })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    })
  await lab.db.updateTable('trainingRun').set({ logged: false }).where('id', '=', run.id).execute()
  await expect(updateRun(lab, localActor, { id: run.id, width: 16 })).rejects.toThrow(
    'The width of the training run',
  )
  const { projectId, modelId } = run
  const made = await putRepresentation(lab, archive, { projectId, modelId, width: 64, seed: 3 })
  await lab.db.updateTable('trainingRun').set({ logged: true }).where('id', '=', made.runId).execute()
  await expect(updateRun(lab, localActor, { id: made.runId, width: 32 })).rejects.toThrow(
    'has the width 64, not 32',
  )
  expect(await updateRun(lab, localActor, { id: made.runId, width: 64 })).toMatchObject({ width: 64 })
})
