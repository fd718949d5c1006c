import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { createProject } from '../projects/create-project.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { startRun, type StartRunInput } from './start-run.ts'

let lab: Lab
let projectId: string
beforeAll(async () => {
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'p' })).id
})
afterAll(() => lab.close())

const start = (input: Partial<StartRunInput>) =>
  startRun(lab, localActor, { projectId, width: 8, config: { epochs: 2 }, ...input })

test('the same key starts one run, also when it is sent twice at once', async () => {
  const first = await start({ clientKey: 'a' })
  expect(await start({ clientKey: 'a' })).toEqual(first)
  const [one, two] = await Promise.all([start({ clientKey: 'b' }), start({ clientKey: 'b' })])
  expect(one.id).toBe(two.id)
  expect(one.id).not.toBe(first.id)
  const jobs = await lab.db.selectFrom('job').select('subjectId').execute()
  expect(jobs.map(({ subjectId }) => subjectId).toSorted()).toEqual([first.id, one.id].toSorted())
})

test('without a key every call starts a run, and a key is not taken for another run', async () => {
  expect((await start({})).id).not.toBe((await start({})).id)
  await start({ clientKey: 'c' })
  await expect(start({ clientKey: 'c', width: 16 })).rejects.toThrow('has other settings')
})
