import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor, type Actor } from '../access/actor.ts'
import { recordBlob } from '../../platform/blobs/blob-records.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { makeRun } from '../metrics/testing/make-run.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { writeCheckpoints } from '../../work/kinds/write-checkpoints.ts'
import { findCheckpoints, findCheckpointsOfRuns } from './find-checkpoints.ts'
import { registerCheckpoint } from './register-checkpoint.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

test('a checkpoint is noted once per epoch, and the last word counts', async () => {
  const { runId, projectId } = await makeRun(lab)
  const first = await registerCheckpoint(lab, localActor, { runId, epoch: 5, metrics: { testError: 0.5 } })
  await registerCheckpoint(lab, localActor, { runId, epoch: 1 })
  const metrics = { testError: 0.25, trainLoss: Number.NaN }
  const again = await registerCheckpoint(lab, localActor, { runId, epoch: 5, metrics })
  expect(again).toMatchObject({ id: first.id, metrics: { testError: 0.25, trainLoss: null } })
  const listed = (await findCheckpointsOfRuns(lab, [runId])).get(runId)!
  expect(listed.map(({ epoch }) => epoch)).toEqual([1, 5])
  const stranger: Actor = { ...localActor, userId: 'u', projects: new Map(), siteAdmin: false }
  const member: Actor = { ...stranger, projects: new Map([[projectId, 'viewer']]) }
  expect((await findCheckpoints(lab, stranger, [first.id])).size).toBe(0)
  expect((await findCheckpoints(lab, member, [first.id])).get(first.id)).toEqual(again)
  await expect(registerCheckpoint(lab, member, { runId, epoch: 6 })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})

test('its file is one of the same project', async () => {
  const [own, other] = [await makeRun(lab), await makeRun(lab)]
  const stored = await lab.blobs.put([new Uint8Array([1, 2, 3])] as never)
  await lab.db.transaction().execute(async (db) => {
    await recordBlob(db, lab, stored)
    await writeCheckpoints(db, lab, own.runId, [{ epoch: 1, ...stored, metrics: {} }])
  })
  const blobHash = stored.hash
  const kept = await registerCheckpoint(lab, localActor, { runId: own.runId, epoch: 2, blobHash })
  expect(kept.blobHash).toBe(blobHash)
  await expect(
    registerCheckpoint(lab, localActor, { runId: other.runId, epoch: 2, blobHash }),
  ).rejects.toThrow('Upload it before')
})

test.each([
  [{ epoch: 0.5 }, '0.5 is not an integer'],
  [{ epoch: 1, metrics: { testError: 'low' } }, 'metrics "testError": its value is not a number'],
])('%j is refused', async (input, message) => {
  const { runId } = await makeRun(lab)
  await expect(registerCheckpoint(lab, localActor, { runId, ...input })).rejects.toThrow(message)
})
