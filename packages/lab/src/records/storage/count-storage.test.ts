import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor, type Actor } from '../access/actor.ts'
import { putRepresentation } from '../analyses/testing/put-representation.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { deleteRepresentation } from '../representations/delete-representation.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { countProjectStorage, countStorage } from './count-storage.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

const file = (bytes: number) => ({ name: `${bytes}.npz`, bytes: randomBytes(bytes) })

test('each file counts once, however many records of a project refer to it', async () => {
  const shared = file(500)
  const first = await putRepresentation(lab, shared, { width: 8 })
  const { projectId, runId, blobHash } = first
  await putRepresentation(lab, shared, { width: 8, projectId, modelId: await modelOf(runId) })
  await putRepresentation(lab, file(70), { width: 8, projectId, modelId: await modelOf(runId) })
  const checkpoint = { id: randomUUID(), runId, epoch: 1, blobHash }
  await lab.db.insertInto('checkpoint').values(checkpoint).execute()
  const other = await putRepresentation(lab, shared, { width: 8 })
  expect(other.projectId).not.toBe(projectId)
  const counted = await countProjectStorage(lab, localActor, [projectId, other.projectId])
  expect(counted).toEqual(
    new Map([
      [projectId, { files: 2, bytes: 570 }],
      [other.projectId, { files: 1, bytes: 500 }],
    ]),
  )
  expect(await countStorage(lab, localActor)).toEqual({ files: 2, bytes: 570 })
})

test('what is deleted counts until it is purged, and projects without files have none', async () => {
  const { id, projectId } = await putRepresentation(lab, file(30), { width: 8 })
  await deleteRepresentation(lab, localActor, id)
  const none = randomUUID()
  const counted = await countProjectStorage(lab, localActor, [projectId, none])
  expect(counted.get(projectId)).toEqual({ files: 1, bytes: 30 })
  expect(counted.get(none)).toEqual({ files: 0, bytes: 0 })
})

test('strangers are told nothing, and only administrators of the whole lab', async () => {
  const { projectId } = await putRepresentation(lab, file(10), { width: 8 })
  const stranger: Actor = { ...localActor, projects: new Map(), siteAdmin: false }
  expect(await countProjectStorage(lab, stranger, [projectId])).toEqual(new Map())
  await expect(countStorage(lab, stranger)).rejects.toThrow('requires an administrator')
})

async function modelOf(runId: string): Promise<string> {
  const run = await lab.db.selectFrom('trainingRun').select('modelId').where('id', '=', runId).executeTakeFirstOrThrow() // prettier-ignore
  return run.modelId
}
