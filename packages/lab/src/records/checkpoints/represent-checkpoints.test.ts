import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor, type Actor } from '../access/actor.ts'
import { toJson } from '../../platform/database/json.ts'
import type { LabEvent } from '../../platform/events/events.ts'
import { claimJob } from '../../work/attempts/claim-job.ts'
import { finishJob } from '../../work/attempts/end-attempt.ts'
import { listJobs } from '../jobs/list-jobs.ts'
import { reapAllJobs } from '../../work/attempts/reap-jobs.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { tinySweep } from '../../platform/files/testing/tiny-sweep.ts'
import { writeTinyDataset } from '../../platform/files/testing/write-tiny-dataset.ts'
import { makeRun } from '../metrics/testing/make-run.ts'
import { createProject } from '../projects/create-project.ts'
import { deleteRepresentation } from '../representations/delete-representation.ts'
import { listRepresentations } from '../representations/find-representations.ts'
import { deleteRuns } from '../runs/delete-runs.ts'
import { startSweep } from '../sweeps/start-sweep.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { startWorker } from '../../work/worker/start-worker.ts'
import { findRepresented } from './find-represented.ts'
import { representCheckpoints } from './represent-checkpoints.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'mitoscope-data-'))
let lab: Lab
let projectId: string
let sweepId: string
/** Id of a finished run that saved the epochs 1, 6 and 12. */
let runId: string
beforeAll(async () => {
  writeTinyDataset(dataFolder)
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'p' })).id
  const config = { ...tinySweep, widths: [8], seeds: [0], contrasts: [] }
  sweepId = (await startSweep(lab, localActor, { projectId, name: 'tiny', config })).id
  await work()
  const run = await lab.db.selectFrom('trainingRun').select(['id', 'state']).executeTakeFirstOrThrow()
  expect(run.state).toBe('finished')
  runId = run.id
}, 300_000)
afterAll(async () => {
  await lab.close()
  rmSync(dataFolder, { recursive: true, force: true })
}, 300_000)

/** Computes all queued jobs. */
async function work(folder = dataFolder): Promise<void> {
  const worker = await startWorker(lab, { devices: ['cpu:0'], dataFolder: folder })
  while ((await openJobs()).length > 0) await wait(50)
  await worker.stop()
}

const openJobs = () =>
  lab.db.selectFrom('job').select(['kind', 'state']).where('state', 'in', ['queued', 'running']).execute()
const readKept = async (id = runId) => (await listRepresentations(lab, localActor, [id])).get(id)!
const readAnalyses = () =>
  lab.db
    .selectFrom('analysis')
    .innerJoin('representation', 'representation.id', 'analysis.representationId')
    .select(['measure', 'state', 'epoch'])
    .where('analysis.runId', '=', runId)
    .orderBy('epoch')
    .orderBy('measure')
    .execute()

test(
  'kept epochs are represented as training represents the last, and then analysed',
  { timeout: 300_000 },
  async () => {
    const [trained] = await readKept()
    expect(trained).toMatchObject({ epoch: 12, trainRows: 300, testRows: 100, width: 8, classes: 10 })
    const events: LabEvent[] = []
    const deaf = lab.events.subscribe((event) => events.push(event))
    await deleteRepresentation(lab, localActor, trained.id)
    const draws = (count: number) => [{ measure: 'critical-width', options: { draws: count } }]
    const asked = await representCheckpoints(lab, localActor, { runId, analyses: draws(3) })
    expect(asked.checkpoints.map(({ epoch }) => epoch)).toEqual([1, 6, 12])
    expect(asked.jobs).toMatchObject(
      Array.from({ length: 3 }, () => ({ kind: 'represent', state: 'queued' })),
    )
    // Asked again before they are made: the same jobs, whatever else is to be computed then.
    const more = [...draws(3), { measure: 'reconstruction' }]
    const again = await representCheckpoints(lab, localActor, { runId, analyses: more })
    expect(again.jobs.map(({ id }) => id)).toEqual(asked.jobs.map(({ id }) => id))
    const bySweep = await listJobs(lab, localActor, { filter: { sweep: { eq: sweepId } } })
    expect(bySweep.nodes.filter(({ kind }) => kind === 'represent')).toHaveLength(3)

    await work()
    const kept = await readKept()
    expect(kept.map(({ epoch }) => epoch)).toEqual([1, 6, 12])
    const last = kept.at(-1)!
    const { id: _, createdAt: __, deletedAt: ___, fileName, ...facts } = trained
    expect(last).toMatchObject(facts)
    expect(last.inputHash).toBe(trained.inputHash)
    expect(fileName).toBe('w0008-s0-wd0.002.safetensors')
    expect(kept[0]).toMatchObject({
      fileName: 'w0008-s0-wd0.002-epoch-1.safetensors',
      tensors: trained.tensors,
    })
    expect(new Set(kept.map(({ inputHash }) => inputHash)).size).toBe(3)
    expect(await readAnalyses()).toEqual(
      [1, 6, 12].flatMap((epoch) =>
        ['critical-width', 'reconstruction'].map((measure) => ({ measure, epoch, state: 'finished' })),
      ),
    )
    const told = (kind: LabEvent['kind'], id: string) =>
      events.some((event) => event.kind === kind && event.id === id)
    expect(told('trainingRun', runId)).toBe(true)
    expect(told('job', asked.jobs[0].id)).toBe(true)
    deaf()

    // What is there is answered at once; only what was not asked before is computed.
    const known = await representCheckpoints(lab, localActor, { runId, analyses: draws(4) })
    expect(known.jobs).toEqual([])
    expect((await openJobs()).map(({ kind }) => kind)).toEqual(['analyze', 'analyze', 'analyze'])
    const first = await representCheckpoints(lab, localActor, {
      runId,
      checkpointIds: [asked.checkpoints[0].id],
    })
    expect([first.jobs.length, first.checkpoints.length]).toEqual([0, 1])
    await lab.db.deleteFrom('job').where('state', '=', 'queued').execute()
  },
)

test('a job whose representation came by another way ends at once, and one that failed is asked for anew', async () => {
  const [checkpoint] = await lab.db.selectFrom('checkpoint').selectAll().where('epoch', '=', 6).execute()
  const made = (await findRepresented(lab, [checkpoint.id])).get(checkpoint.id)!
  const setDeleted = (deletedAt: Date | null) =>
    lab.db.updateTable('representation').set({ deletedAt }).where('id', '=', made.id).execute()
  const ask = async () => {
    const { jobs } = await representCheckpoints(lab, localActor, { runId, checkpointIds: [checkpoint.id] })
    return jobs[0].id
  }
  const readJob = (id: string) =>
    lab.db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  await setDeleted(new Date())
  const failed = await ask()
  const empty = mkdtempSync(join(tmpdir(), 'mitoscope-empty-'))
  await work(empty)
  rmSync(empty, { recursive: true })
  const failure = { code: 'BAD_DATASET', message: expect.stringContaining(empty) }
  expect(await readJob(failed)).toMatchObject({ state: 'failed', failure })
  const second = await ask()
  expect(second).not.toBe(failed)
  await setDeleted(null)
  await work()
  expect(await readJob(second)).toMatchObject({ state: 'finished', attempt: 1 })
  expect((await readKept()).filter(({ epoch }) => epoch === 6)).toHaveLength(1)
}, 300_000)

test('what a worker that died had in work is made by another, once, and analysed as was asked', async () => {
  const [checkpoint] = await lab.db.selectFrom('checkpoint').selectAll().where('epoch', '=', 1).execute()
  const before = (await findRepresented(lab, [checkpoint.id])).get(checkpoint.id)!
  await deleteRepresentation(lab, localActor, before.id)
  const analyses = [{ measure: 'critical-width', options: { draws: 5 } }]
  const input = { runId, checkpointIds: [checkpoint.id], analyses }
  const { jobs } = await representCheckpoints(lab, localActor, input)
  const workerId = crypto.randomUUID()
  const dead = (await claimJob(lab, { workerId, host: 'here', device: 'cpu:0' }))!
  expect(dead.id).toBe(jobs[0].id)
  expect(await reapAllJobs(lab)).toBe(1)
  await work()
  const kept = (await readKept()).filter(({ epoch }) => epoch === 1)
  expect(kept.map(({ inputHash }) => inputHash)).toEqual([before.inputHash])
  // Nothing that the first still says counts.
  expect(await finishJob(lab, dead, { representation: null })).toBe(false)
  const answers = await lab.db
    .selectFrom('analysis')
    .select(['state', 'options'])
    .where('representationId', '=', kept[0].id)
    .execute()
  expect(answers).toEqual([{ state: 'finished', options: { draws: 5, threshold: 0.99 } }])
}, 300_000)

test('what cannot be represented is refused with its remedy, and nothing is started', async () => {
  const own = await makeRun(lab)
  const add = (epoch: number, blobHash: string | null) =>
    lab.db
      .insertInto('checkpoint')
      .values({ id: crypto.randomUUID(), runId: own.runId, epoch, blobHash })
      .returningAll()
      .executeTakeFirstOrThrow()
  const ask = (input: object = {}) => representCheckpoints(lab, localActor, { runId: own.runId, ...input })
  await expect(ask()).rejects.toThrow('has kept no weights yet')
  const { blobHash } = await lab.db.selectFrom('checkpoint').select('blobHash').executeTakeFirstOrThrow()
  const bare = await add(1, null)
  const kept = await add(2, blobHash)
  const change = (values: object) =>
    lab.db.updateTable('trainingRun').set(values).where('id', '=', own.runId).execute()
  await change({ logged: true })
  await expect(ask()).rejects.toThrow(/was not trained here.*--epoch 2/)
  await change({ logged: false, config: toJson({ architecture: 'convolutional' }) })
  await expect(ask()).rejects.toThrow('"convolutional" is not known here; known are: fully-connected')
  await change({ config: toJson({ architecture: 'fully-connected' }) })
  await expect(ask({ checkpointIds: [bare.id] })).rejects.toThrow('the weights of epoch 1')
  const [foreign] = await lab.db.selectFrom('checkpoint').select('id').where('runId', '=', runId).execute()
  await expect(ask({ checkpointIds: [kept.id, foreign.id] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(ask({ analyses: [{ measure: 'magic' }] })).rejects.toThrow('no measure "magic"')
  const stranger: Actor = { ...localActor, userId: 'u', projects: new Map(), siteAdmin: false }
  const viewer: Actor = { ...stranger, projects: new Map([[own.projectId, 'viewer']]) }
  const input = { runId: own.runId }
  await expect(representCheckpoints(lab, stranger, input)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(representCheckpoints(lab, viewer, input)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await openJobs()).toEqual([])

  // Of all checkpoints, those without weights are left out; a deleted run needs none of them.
  const { jobs } = await ask()
  expect(jobs).toMatchObject([{ subjectId: kept.id, state: 'queued' }])
  await deleteRuns(lab, localActor, [own.runId])
  expect(await openJobs()).toEqual([])
})
