import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localActor } from '../access/actor.ts'
import { putRepresentation } from '../analyses/testing/put-representation.ts'
import type { LabEvent } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { logMetrics } from '../metrics/log-metrics.ts'
import { createModel } from '../models/create-model.ts'
import { updateModel } from '../models/update-model.ts'
import { createProject } from '../projects/create-project.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { startReaper } from '../../work/worker/start-reaper.ts'
import { createRun, type CreateRunInput } from './create-run.ts'
import { deleteRuns } from './delete-runs.ts'
import { findRun } from './find-runs.ts'
import { finishRun } from './finish-run.ts'
import { reapRuns } from './reap-runs.ts'
import { sendHeartbeat } from './send-heartbeat.ts'
import { updateRun } from './update-run.ts'

let lab: Lab
let modelId: string
beforeAll(async () => {
  lab = await openTestLab()
  const project = await createProject(lab, localActor, { name: 'vision' })
  const model = { projectId: project.id, name: 'fc', architecture: 'mlp', dataset: 'mnist' }
  modelId = (await createModel(lab, localActor, model)).id
})
afterAll(() => lab.close())

const create = (input: Partial<CreateRunInput>) => createRun(lab, localActor, { modelId, width: 8, ...input })

describe('a run under a client key', () => {
  const given = {
    clientKey: 'k',
    width: 32,
    seed: 1,
    weightDecay: 0.1,
    dataset: 'cifar',
    name: 'n',
    config: { lr: 0.1, layers: [1, 2], deep: { a: 1 } },
    notes: 'first',
    tags: ['b', 'a'],
    heartbeatSeconds: 60,
  }

  test('the same input is the same run, although it was edited meanwhile', async () => {
    const run = await create(given)
    expect(run.created).toBe(true)
    await updateRun(lab, localActor, { id: run.id, name: 'other', notes: 'more', config: { lr: 1 } })
    const config = { deep: { a: 1 }, layers: [1, 2], lr: 0.1 }
    const again = await create({ ...given, tags: ['a', 'b', 'a'], config })
    expect(again).toMatchObject({ id: run.id, created: false, name: 'other' })
  })

  test.each<[Partial<CreateRunInput>, string]>([
    [{ width: 64 }, 'width was 32 and is now 64'],
    [{ seed: 2 }, 'seed was 1 and is now 2'],
    [{ seed: null }, 'seed was 1 and is now not given'],
    [{ weightDecay: 0.2 }, 'weightDecay was 0.1 and is now 0.2'],
    [{ dataset: undefined }, 'dataset was "cifar" and is now "mnist"'],
    [{ name: 'other' }, 'name was "n" and is now "other"'],
    [{ notes: 'more' }, 'notes was "first" and is now "more"'],
    [{ tags: ['a'] }, 'tags was ["a","b"] and is now ["a"]'],
    [{ config: { ...given.config, lr: 0.2 } }, 'config.lr was 0.1 and is now 0.2'],
    [{ config: { ...given.config, deep: {} } }, 'config.deep.a was 1 and is now not given'],
    [{ config: { ...given.config, b: null } }, 'config.b was not given and is now null'],
    [
      { modelId: undefined, modelName: 'another', projectName: 'Vision' },
      'modelName was "fc" and is now "another"',
    ],
    [{ seed: 3, notes: '' }, 'seed was 1 and is now 3; notes was "first" and is now ""'],
  ])('other input is a conflict that names what differs: %j', async (other, message) => {
    const { id } = await create(given)
    await expect(create({ ...given, ...other })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(message),
      details: { runId: id },
    })
  })

  test('the model may be renamed, and the run that has the key may be deleted', async () => {
    const byName = { modelId: undefined, modelName: 'renamed', projectName: 'vision', architecture: 'mlp', dataset: 'mnist', clientKey: 'r' } // prettier-ignore
    const run = await create(byName)
    await updateModel(lab, localActor, { id: run.modelId, name: 'by now another' })
    expect(await create(byName)).toMatchObject({ id: run.id, created: false })
    await deleteRuns(lab, localActor, [run.id])
    await expect(create(byName)).rejects.toMatchObject({ code: 'CONFLICT', details: { runId: run.id } })
  })

  test('of a run from before its input was kept, what cannot be edited is compared', async () => {
    const old = { clientKey: 'old', seed: 5, notes: 'x' }
    const { id } = await create(old)
    await sql`update training_run set given = null where id = ${id}`.execute(lab.db)
    expect(await create({ ...old, notes: 'y' })).toMatchObject({ id, created: false })
    await expect(create({ ...old, seed: 6 })).rejects.toThrow('seed was 5 and is now 6')
  })
})

test('four at once make one project and one model by their names', async () => {
  const input = { modelName: 'New', projectName: 'Fresh', architecture: 'mlp', dataset: 'mnist', width: 8 }
  const runs = await Promise.all(
    [1, 2, 3, 4].map((seed) =>
      createRun(lab, localActor, { ...input, seed, modelName: seed % 2 ? 'New' : 'new' }),
    ),
  )
  expect(new Set(runs.map(({ projectId }) => projectId)).size).toBe(1)
  expect(new Set(runs.map(({ modelId: id }) => id)).size).toBe(1)
  expect(new Set(runs.map(({ id }) => id)).size).toBe(4)
  const same = await Promise.all(
    [1, 2, 3, 4].map(() => createRun(lab, localActor, { ...input, clientKey: 'one' })),
  )
  expect(same.filter(({ created }) => created)).toHaveLength(1)
  expect(new Set(same.map(({ id }) => id)).size).toBe(1)
})

test('a choice of model that names none, or two, is refused by name', async () => {
  const none = { modelId: undefined }
  await expect(create(none)).rejects.toThrow('modelName: neither it nor modelId is given')
  await expect(create({ projectName: 'vision' })).rejects.toThrow(
    'projectName: it is given together with modelId',
  )
  await expect(create({ architecture: 'cnn' })).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(create({ heartbeatSeconds: 9 })).rejects.toThrow(
    'heartbeatSeconds: it must be from 10 to 604800',
  )
  const editor = { ...localActor, userId: 'e', siteAdmin: false, projects: new Map() }
  for (const projectName of ['vision', 'nowhere'])
    await expect(createRun(lab, editor, { modelName: 'm', projectName, width: 8 })).rejects.toMatchObject({ code: 'FORBIDDEN' }) // prettier-ignore
})

describe('signs of life', () => {
  const silent = (id: string, seconds: number) =>
    sql`update training_run set heartbeat_at = now() - make_interval(secs => ${seconds}) where id = ${id}`.execute(lab.db) // prettier-ignore
  const stateOf = async (id: string) => (await findRun(lab, localActor, id))!.state

  test('a silent run has crashed, and any sign of life brings it back', async () => {
    const seen: LabEvent[] = []
    const { id } = await create({ heartbeatSeconds: 10 })
    const other = await create({ heartbeatSeconds: 40 })
    const stop = lab.events.subscribe(
      (event) => void (event.id === id && event.kind === 'trainingRun' && seen.push(event)),
    )
    await silent(id, 59)
    expect(await reapRuns(lab)).toBe(0)
    await silent(id, 61)
    await silent(other.id, 61)
    expect(await reapRuns(lab)).toBe(1)
    expect(await findRun(lab, localActor, id)).toMatchObject({
      state: 'crashed',
      failure: {
        code: 'CRASHED',
        message: expect.stringMatching(/^No sign of life since .+Z; promised every 10 s$/),
      },
    })
    await sendHeartbeat(lab, localActor, [id])
    expect(await findRun(lab, localActor, id)).toMatchObject({
      state: 'logged',
      failure: null,
      finishedAt: null,
    })
    await silent(id, 61)
    await reapRuns(lab)
    await logMetrics(lab, localActor, [{ runId: id, points: [{ name: 'loss', step: 1, value: 1 }] }])
    expect(await stateOf(id)).toBe('logged')
    await expect.poll(() => seen.length).toBe(4)
    stop()
  })

  test('runs from before, and those that ended, never crash', async () => {
    const old = await create({})
    await sql`update training_run set heartbeat_seconds = null where id = ${old.id}`.execute(lab.db)
    await silent(old.id, 1e6)
    const done = await create({ heartbeatSeconds: 10 })
    await finishRun(lab, localActor, { id: done.id, state: 'finished' })
    await silent(done.id, 1e6)
    await reapRuns(lab)
    expect([await stateOf(old.id), await stateOf(done.id)]).toEqual(['logged', 'finished'])
  })

  test('a run that files alone were sent to does not crash', async () => {
    const [uploaded, logged, promised] = [await create({}), await create({}), await create({ heartbeatSeconds: 60 })] // prettier-ignore
    for (const { id: runId, projectId } of [uploaded, logged, promised]) {
      const file = { name: 'layer.npz', bytes: new TextEncoder().encode(runId) }
      await putRepresentation(lab, file, { runId, projectId, width: 64 })
      await silent(runId, 1e6)
    }
    await logMetrics(lab, localActor, [{ runId: logged.id, points: [{ name: 'loss', step: 1, value: 1 }] }])
    await silent(logged.id, 1e6)
    await reapRuns(lab)
    const states = [await stateOf(uploaded.id), await stateOf(logged.id), await stateOf(promised.id)]
    expect(states).toEqual(['logged', 'crashed', 'crashed'])
  })

  test('the reaper that servers run does it', async () => {
    const { id } = await create({ heartbeatSeconds: 10 })
    await silent(id, 3600)
    const stop = await startReaper(lab, { reapEvery: 10, retryDelay: 0 })
    await expect.poll(() => stateOf(id), { timeout: 20_000 }).toBe('crashed')
    await stop()
  })
})

test('a run is finished or failed once, and late points are kept', async () => {
  const { id } = await create({})
  const finish = () => finishRun(lab, localActor, { id, state: 'failed', reason: 'no memory' })
  const run = await finish()
  expect(run).toMatchObject({ state: 'failed', failure: { code: 'LOGGED', message: 'no memory' } })
  expect(await finish()).toEqual(run)
  const [written] = await logMetrics(lab, localActor, [
    { runId: id, points: [{ name: 'loss', step: 1, value: 1 }] },
  ])
  expect(written.added).toBe(1)
  expect(await findRun(lab, localActor, id)).toMatchObject({ state: 'failed', finishedAt: run.finishedAt })
  await expect(finishRun(lab, localActor, { id, state: 'finished', reason: 'x' })).rejects.toThrow('reason: a finished run has no reason') // prettier-ignore
  await sql`update training_run set logged = false where id = ${id}`.execute(lab.db)
  for (const change of [finish, () => sendHeartbeat(lab, localActor, [id])])
    await expect(change()).rejects.toMatchObject({ code: 'CONFLICT' })
})
