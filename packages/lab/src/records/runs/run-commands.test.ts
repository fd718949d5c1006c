import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor, type Actor, type Role } from '../access/actor.ts'
import type { LabEvent } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { createModel } from '../models/create-model.ts'
import { deleteModel, restoreModel } from '../models/delete-model.ts'
import { updateModel } from '../models/update-model.ts'
import { createProject } from '../projects/create-project.ts'
import { deleteProject, restoreProject } from '../projects/delete-project.ts'
import { updateProject } from '../projects/update-project.ts'
import { addTags, removeTags, setTags } from '../tags/change-tags.ts'
import { findTags } from '../tags/find-tags.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { createRun } from './create-run.ts'
import { deleteRuns, restoreRuns } from './delete-runs.ts'
import { findRun } from './find-runs.ts'
import { updateRun } from './update-run.ts'

let lab: Lab
let projectId: string
let modelId: string
beforeAll(async () => {
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'vision' })).id
  modelId = (
    await createModel(lab, localActor, { projectId, name: 'fc', architecture: 'fc', dataset: 'mnist' })
  ).id
})
afterAll(() => lab.close())

const member = (role?: Role): Actor => ({
  ...localActor,
  userId: 'u',
  name: role ?? 'stranger',
  projects: new Map(role ? [[projectId, role]] : []),
  siteAdmin: false,
})

test('strangers find nothing to change, viewers are refused, editors may; projects take an admin', async () => {
  const run = await createRun(lab, localActor, { modelId, width: 8 })
  const ids = [run.id]
  const asEditor: Record<string, (actor: Actor) => Promise<unknown>> = {
    createModel: (actor) => createModel(lab, actor, { projectId, name: `of ${actor.name}`, architecture: 'a', dataset: 'd' }), // prettier-ignore
    updateModel: (actor) => updateModel(lab, actor, { id: modelId, notes: actor.name }),
    deleteModel: (actor) => deleteModel(lab, actor, modelId),
    restoreModel: (actor) => restoreModel(lab, actor, modelId),
    createRun: (actor) => createRun(lab, actor, { modelId, width: 4 }),
    updateRun: (actor) => updateRun(lab, actor, { id: run.id, notes: actor.name }),
    setTags: (actor) => setTags(lab, actor, { runIds: ids, tags: ['a'] }),
    addTags: (actor) => addTags(lab, actor, { runIds: ids, tags: ['b'] }),
    removeTags: (actor) => removeTags(lab, actor, { runIds: ids, tags: ['b'] }),
    deleteRuns: (actor) => deleteRuns(lab, actor, ids),
    restoreRuns: (actor) => restoreRuns(lab, actor, ids),
  }
  const asAdmin: typeof asEditor = {
    updateProject: (actor) => updateProject(lab, actor, { id: projectId, description: 'd' }),
    deleteProject: (actor) => deleteProject(lab, actor, projectId),
    restoreProject: (actor) => restoreProject(lab, actor, projectId),
  }
  for (const [name, command] of Object.entries({ ...asEditor, ...asAdmin })) {
    await expect(command(member()), name).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(command(member('viewer')), name).rejects.toMatchObject({ code: 'FORBIDDEN' })
    if (name in asAdmin) await expect(command(member('editor')), name).rejects.toMatchObject({ code: 'FORBIDDEN' }) // prettier-ignore
    await expect(command(member(name in asAdmin ? 'admin' : 'editor')), name).resolves.toBeDefined()
    const traces = await lab.db.selectFrom('auditEvent').select('actor').where('action', '=', name).execute()
    expect(traces.map(({ actor }) => actor), name).toContain(name in asAdmin ? 'admin' : 'editor') // prettier-ignore
  }
})

test('a run is made once for its key, however often and at once it is asked for', async () => {
  const ask = () => createRun(lab, localActor, { modelId, width: 32, clientKey: 'same', tags: ['x'] })
  const made = await Promise.all([ask(), ask(), ask()])
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  await expect(createRun(lab, localActor, { modelId, width: 64, clientKey: 'same' })).rejects.toMatchObject({ code: 'CONFLICT' }) // prettier-ignore
})

test('a command on many runs does all of its work or nothing, and announces each run', async () => {
  const seen: LabEvent[] = []
  const stop = lab.events.subscribe((event) => seen.push(event))
  const runs = [await createRun(lab, localActor, { modelId, width: 8 }), await createRun(lab, localActor, { modelId, width: 8 })] // prettier-ignore
  const runIds = runs.map(({ id }) => id)
  const nobody = '00000000-0000-0000-0000-000000000000'
  await expect(addTags(lab, localActor, { runIds: [...runIds, nobody], tags: ['t'] })).rejects.toMatchObject({ code: 'NOT_FOUND' }) // prettier-ignore
  expect([...(await findTags(lab, runIds)).values()]).toEqual([[], []])
  // News of their creation may come late.
  await expect.poll(() => seen.map(({ id }) => id).toSorted()).toEqual(runIds.toSorted())
  seen.length = 0
  await addTags(lab, localActor, { runIds, tags: ['t', 'u'] })
  await expect.poll(() => seen.map(({ id }) => id).toSorted()).toEqual(runIds.toSorted())
  stop()
  expect([...(await findTags(lab, runIds)).values()]).toEqual([['t', 'u'], ['t', 'u']]) // prettier-ignore
  await deleteRuns(lab, localActor, runIds)
  await expect(updateRun(lab, localActor, { id: runIds[0], notes: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' }) // prettier-ignore
  const [restored] = await restoreRuns(lab, localActor, [runIds[0]])
  expect(restored.deletedAt).toBeNull()
  expect((await findRun(lab, localActor, runIds[1]))?.deletedAt).not.toBeNull()
})

test('what cannot be is refused, with the remedy', async () => {
  const bad: [object, string][] = [
    [{ width: 0 }, 'Give a whole number from 1'],
    [{ seed: 0.5 }, 'Stay within'],
    [{ weightDecay: -1 }, 'Give 0 for none'],
    [{ name: ' ' }, 'Give a name'],
    [{ tags: [''] }, 'Give a word'],
    [{ config: { long: 'x'.repeat(1_000_001) } }, 'Use at most'],
  ]
  for (const [input, remedy] of bad)
    await expect(createRun(lab, localActor, { modelId, width: 8, ...input })).rejects.toThrow(remedy)
  await expect(createModel(lab, localActor, { projectId, name: 'FC', architecture: 'a', dataset: 'd' })).rejects.toMatchObject({ code: 'CONFLICT' }) // prettier-ignore
})

test('text that no database holds is refused by its place: it would become other text', async () => {
  const cases: [object, string][] = [
    [{ name: 'n\0' }, 'name: "n\\u0000" has the character U+0000 (NUL) at place 1'],
    [
      { notes: 'ab\uDC00' },
      'notes: "ab\\udc00" has the character U+DC00 (half of a surrogate pair) at place 2',
    ],
    [{ tags: ['\uD800'] }, 'tags: '],
    [{ clientKey: 'k\0' }, 'clientKey: '],
    [{ config: { deep: [{ half: '\uD800' }] } }, 'config.deep[0].half: '],
    [{ config: { 'a\0b': 1 } }, 'config.a\0b: '],
  ]
  for (const [input, message] of cases)
    await expect(createRun(lab, localActor, { modelId, width: 8, ...input })).rejects.toThrow(message)
  const pair = await createRun(lab, localActor, { modelId, width: 8, name: '😀', config: { '😀': '😀' } })
  expect(pair).toMatchObject({ name: '😀', config: { '😀': '😀' } })
})

test('of a run that is trained here, only what people write is changed', async () => {
  const { id } = await createRun(lab, localActor, { modelId, width: 8 })
  await lab.db
    .updateTable('trainingRun')
    .set({ logged: false, state: 'finished' })
    .where('id', '=', id)
    .execute()
  expect(await updateRun(lab, localActor, { id, name: 'best' })).toMatchObject({ name: 'best' })
  for (const change of [{ config: { lr: 1 } }, { state: 'failed' as const }, { interpolationEpoch: 3 }])
    await expect(updateRun(lab, localActor, { id, ...change })).rejects.toMatchObject({ code: 'CONFLICT' })
})
