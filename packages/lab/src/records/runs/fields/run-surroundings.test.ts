import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lab } from '../../../platform/lab/lab.ts'
import { openTestLab } from '../../../testing/open-test-lab.ts'
import { localActor } from '../../access/actor.ts'
import { groupRuns } from '../../aggregates/group-runs.ts'
import { compareRuns } from '../../comparison/compare-runs.ts'
import { createRun, type CreateRunInput } from '../create-run.ts'
import { listRuns } from '../list-runs.ts'
import { updateRun } from '../update-run.ts'

let lab: Lab
beforeAll(async () => void (lab = await openTestLab()))
afterAll(() => lab.close())

const model = { projectName: 'p', modelName: 'm', architecture: 'mlp', dataset: 'mnist' }
const create = (more: Partial<CreateRunInput> = {}) =>
  createRun(lab, localActor, { ...model, width: 8, ...more })

test('the environment is kept apart from the settings: it splits no group and is no difference', async () => {
  const config = { lr: 0.1 }
  const here = await create({ seed: 0, config, environment: { host: { name: 'a' }, git: { dirty: true } } })
  const there = await create({ seed: 1, config, environment: { host: { name: 'b' } } })
  expect(here.environment).toEqual({ host: { name: 'a' }, git: { dirty: true } })
  const scope = { project: here.projectId }
  expect(await groupRuns(lab, localActor, { scope, allButSeed: true }, [])).toMatchObject([{ runCount: 2 }])
  const { differences } = await compareRuns(lab, localActor, [here.id, there.id])
  expect(differences.map(({ path }) => path)).toEqual(['seed'])
  const patched = await updateRun(lab, localActor, { id: here.id, environment: { git: null, gpus: ['x'] } })
  expect(patched.environment).toEqual({ host: { name: 'a' }, gpus: ['x'] })
})

test('another attempt with the same key may come from another host, and changes nothing', async () => {
  const first = await create({ clientKey: 'k', environment: { host: 'a' }, group: 'g' })
  const again = await create({ clientKey: 'k', environment: { host: 'b' }, group: 'h' })
  expect(again).toMatchObject({ created: false, id: first.id, environment: { host: 'a' }, runGroup: 'g' })
})

test('runs are filtered, ordered and grouped by group and job type', async () => {
  const named = [['b', 'train'], ['a', 'eval'], ['a', 'train']] as const // prettier-ignore
  const runs = []
  for (const [group, jobType] of named) runs.push(await create({ projectName: 'grouped', group, jobType }))
  const scope = { project: runs[0].projectId }
  const list = async (filter: object) => {
    const orderBy = [{ field: 'group' as const }, { field: 'jobType' as const }]
    return (await listRuns(lab, localActor, scope, { filter, orderBy })).nodes.map(({ id }) => id)
  }
  expect(await list({})).toEqual([runs[1].id, runs[2].id, runs[0].id])
  expect(await list({ group: { eq: 'a' }, jobType: { ne: 'eval' } })).toEqual([runs[2].id])
  const groups = await groupRuns(lab, localActor, { scope, fields: ['group'] }, [])
  expect(groups.map(({ keys, runCount }) => [keys[0].value, runCount])).toEqual([['a', 2], ['b', 1]]) // prettier-ignore
  await updateRun(lab, localActor, { id: runs[0].id, group: '', jobType: 'x' })
  expect(await list({ group: { missing: true } })).toEqual([runs[0].id])
})

test('a run belongs to another one of its project, and to none below it', async () => {
  const [root, other] = [await create(), await create({ projectName: 'elsewhere' })]
  const fork = await create({ parent: { runId: root.id, kind: 'forked', step: 100 } })
  const leaf = await create({ parent: { runId: fork.id, kind: 'nested' } })
  expect(fork).toMatchObject({ parentId: root.id, parentKind: 'forked', parentStep: 100 })
  const listed = await listRuns(lab, localActor, { parent: root.id }, {})
  expect(listed.nodes.map(({ id }) => id)).toEqual([fork.id])
  const below = await listRuns(lab, localActor, {}, { filter: { parent: { eq: fork.id } } })
  expect(await below.totalCount()).toBe(1)
  const move = (id: string, runId: string, more: object = {}) =>
    updateRun(lab, localActor, { id, parent: { runId, kind: 'nested', ...more } })
  await expect(move(root.id, leaf.id)).rejects.toThrow('would be above itself')
  await expect(move(root.id, root.id)).rejects.toThrow('would be above itself')
  await expect(move(root.id, other.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(move(leaf.id, root.id, { step: 1 })).rejects.toThrow('NESTED has none')
  await lab.db.deleteFrom('trainingRun').where('id', '=', root.id).execute()
  const left = await lab.db.selectFrom('trainingRun').selectAll().where('id', '=', fork.id).executeTakeFirst()
  expect(left).toMatchObject({ parentId: null, parentKind: 'forked' })
})
