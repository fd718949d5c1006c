import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localActor } from '../../records/access/actor.ts'
import { findJob, findJobsOf } from '../../records/jobs/find-jobs.ts'
import type { Job } from '../../platform/queue/job.ts'
import { listJobLog } from '../../records/jobs/job-log.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { tinySweep } from '../../platform/files/testing/tiny-sweep.ts'
import { writeTinyDataset } from '../../platform/files/testing/write-tiny-dataset.ts'
import { createProject } from '../../records/projects/create-project.ts'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { startRun } from '../../records/training/start-run.ts'
import { startWorker } from './start-worker.ts'

const { widths: _w, seeds: _s, weightDecays: _d, contrasts: _c, ...config } = tinySweep
const dataFolder = mkdtempSync(join(tmpdir(), 'mitoscope-data-'))
const times = { saveEvery: 60_000, pollEvery: 100, retryDelay: 0 }
let lab: Lab
let projectId: string

const start = async (width = 4): Promise<Job> => {
  const settings = { ...config, epochs: 1, batchSize: 150, checkpoints: [] }
  const run = await startRun(lab, localActor, { projectId, width, config: settings })
  return (await findJobsOf(lab, [run.id])).get(run.id)!
}
const find = async ({ id }: Job) => (await findJob(lab, localActor, id))!
const untilEnded = (job: Job) =>
  expect.poll(async () => (await find(job)).state, { timeout: 280_000 }).toMatch(/finished|failed/)
const logOf = async ({ id }: Job) => (await listJobLog(lab, id, {})).nodes.map(({ message }) => message)

beforeAll(async () => {
  writeTinyDataset(dataFolder)
  lab = await openTestLab()
  projectId = (await createProject(lab, localActor, { name: 'p' })).id
})
afterAll(async () => {
  await lab.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

test('a heartbeat that is answered after the end of its job does nothing to the next one', async () => {
  const jobs: Job[] = []
  for (let i = 0; i < 8; i++) jobs.push(await start())
  // So many that some are under way whenever a job ends, and no time to stop in.
  const worker = await startWorker(lab, {
    devices: ['cpu:0'],
    dataFolder,
    times: { ...times, heartbeatEvery: 3, grace: 1 },
  })
  for (const job of jobs) await untilEnded(job)
  await worker.stop()
  for (const job of jobs) {
    expect(await find(job)).toMatchObject({ state: 'finished', attempt: 1 })
    expect(await logOf(job)).toEqual([])
  }
})

test('a result in hand is written when the database is back, though the worker was told to stop', async () => {
  await sql`create table away (since timestamptz)`.execute(lab.db)
  await sql`insert into away values (now())`.execute(lab.db)
  // As a server answers that is being shut down.
  await sql`create function refuse_end() returns trigger language plpgsql as $$ begin
      if new.state = 'finished' and exists (select from away) then
        raise exception 'shutting down' using errcode = '57P01';
      end if;
      return new; end $$`.execute(lab.db)
  await sql`create trigger refuse_end before update on job for each row execute function refuse_end()`.execute(
    lab.db,
  )
  const warned: string[] = []
  const log = Object.assign(Object.create(lab.log), {
    warn: (_: object, message: string) => warned.push(message),
  })
  const job = await start()
  const worker = await startWorker({ ...lab, log }, { devices: ['cpu:0'], dataFolder, times })
  await expect.poll(() => warned).toContain('The database cannot be reached; trying again')
  const stopped = worker.stop()
  const seen = warned.length
  await expect.poll(() => warned.length).toBeGreaterThan(seen)
  await sql`delete from away`.execute(lab.db)
  await stopped
  expect(await find(job)).toMatchObject({ state: 'finished', attempt: 1 })
})
