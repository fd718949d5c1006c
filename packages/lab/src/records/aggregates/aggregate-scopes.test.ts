import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { putRepresentation } from '../analyses/testing/put-representation.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { deleteRepresentation } from '../representations/delete-representation.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { aggregateScopes } from './aggregate-scopes.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

test('the numbers of a deleted representation are part of no mean', async () => {
  const put = async (groups: number, runId?: string, projectId?: string) => {
    const file = { name: 'layer.npz', bytes: new TextEncoder().encode(randomUUID()) }
    const row = await putRepresentation(lab, file, { width: 64, runId, projectId })
    const analysis = { id: randomUUID(), projectId: row.projectId, runId: row.runId, representationId: row.id, seed: 0, question: randomUUID() } // prettier-ignore
    const result = { options: toJson({}), state: 'finished' as const, scalars: toJson({ groups }) }
    await lab.db.insertInto('analysis').values({ ...analysis, ...result, measure: 'critical-width', version: 3 }).execute() // prettier-ignore
    return row
  }
  const right = await put(4)
  const wrong = await put(9, right.runId, right.projectId)
  // That of the wrong file is of a later epoch, as the end of the training is.
  await lab.db.updateTable('representation').set({ epoch: 40 }).where('id', '=', right.id).execute()
  const read = async () => {
    const [[groups]] = await aggregateScopes(lab, localActor, [{ project: right.projectId }], [{ kind: 'groups' }]) // prettier-ignore
    return [groups.n, groups.mean]
  }
  expect(await read()).toEqual([1, 9])
  await deleteRepresentation(lab, localActor, wrong.id)
  expect(await read()).toEqual([1, 4])
  await deleteRepresentation(lab, localActor, right.id)
  expect(await read()).toEqual([0, null])
})
