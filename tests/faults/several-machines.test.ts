import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBlobs, openLab } from '@mitoscope/lab'
import {
  openScratchDatabase,
  startObjectStorage,
  tinySweep,
  writeTinyDataset,
  type ObjectStorage,
} from '@mitoscope/lab/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from './api.ts'
import { findPostgresql } from './find-postgresql.ts'
import { followSweep } from './follow-sweep.ts'
import { startMitoscope, type MitoscopeProcess } from './start-mitoscope.ts'

const postgresql = await findPostgresql()
const limit = { timeout: 900_000 }
const soon = { timeout: 600_000, interval: 200 }

describe.skipIf(!postgresql)('two servers and three workers on one database and one object storage', () => {
  let folder: string
  let database: Awaited<ReturnType<typeof openScratchDatabase>>
  let storage: ObjectStorage
  let servers: MitoscopeProcess[]
  let workers: MitoscopeProcess[]
  let urls: string[]
  let project: string

  // Each has a data folder of its own, as machines have: they share the database and the bucket and nothing else.
  const start = (command: 'serve' | 'worker', name: string) => {
    const args =
      command === 'serve'
        ? ['serve', '--no-worker', '--port', '0']
        : ['worker', '--device', 'cpu:0', '--data-folder', join(folder, 'mnist')]
    return startMitoscope([...args, '--data', join(folder, name)], {
      DATABASE_URL: database.url,
      MITOSCOPE_BLOBS: storage.bucketUrl,
    })
  }
  const startSweep = async (server: string, name: string, seeds: readonly number[], more: object = {}) => {
    const { contrasts: _, ...tiny } = tinySweep
    const input = {
      projectId: project,
      name,
      settings: { ...tiny, seeds, ...more },
      analyses: [{ measure: 'reconstruction', options: { draws: 3 } }],
    }
    const { startSweep: started } = await ask(
      server,
      'mutation ($input: StartSweepInput!) { startSweep(input: $input) { sweep { id } } }',
      { input },
    )
    return started.sweep.id as string
  }
  const untilSweptUp = async (server: string, id: string) => {
    const read = async () => (await ask(server, sweepQuery, { id })).sweep
    await expect
      .poll(async () => {
        const { progress, analyses, reportJob } = await read()
        const failures = analyses.nodes.flatMap((analysis: any) => analysis.failure ?? [])
        return { runs: progress.state, left: analyses.totalCount, report: reportJob?.state, failures }
      }, soon)
      .toEqual({ runs: 'FINISHED', left: 0, report: 'FINISHED', failures: [] })
    return read()
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mitoscope-machines-'))
    writeTinyDataset(join(folder, 'mnist'))
    database = await openScratchDatabase(postgresql!.url)
    storage = await startObjectStorage()
    servers = ['server-a', 'server-b'].map((name) => start('serve', name))
    workers = ['worker-a', 'worker-b', 'worker-c'].map((name) => start('worker', name))
    urls = await Promise.all(servers.map(({ ready }) => ready))
    await Promise.all(workers.map(({ ready }) => ready))
    const made = await ask(
      urls[0],
      'mutation { createProject(input: { name: "machines" }) { project { id } } }',
    )
    project = made.createProject.project.id
  }, 600_000)
  afterAll(async () => {
    await Promise.all([...(workers ?? []), ...(servers ?? [])].map((process) => process.end('SIGTERM')))
    await storage?.close()
    await database?.close()
    await postgresql?.stop()
    await rm(folder, { recursive: true, force: true })
  }, 300_000)

  test('finish a sweep together, and each server tells what the workers do', limit, async () => {
    const sweep = await startSweep(urls[0], 'together', [0, 1, 2])
    // The follower asks the server that did not start the sweep, about work of workers that run beside both
    // servers.
    const follower = followSweep(urls[1], sweep)
    const told = await follower.told
    await follower.end()
    expect(told.some(({ state, fraction }) => state === 'RUNNING' && fraction > 0 && fraction < 1)).toBe(true)
    expect(told.at(-1)).toEqual({ state: 'FINISHED', fraction: 1 })
    const { runs } = await untilSweptUp(urls[1], sweep)
    expect(runs.nodes).toHaveLength(6)
    const workerIds = await database.db.selectFrom('job').select('workerId').distinct().execute()
    expect(workerIds.length).toBeGreaterThan(1)
  })

  test('lose nothing when a worker is killed and a server stopped in the middle', limit, async () => {
    const before = await database.db.selectFrom('job').select('id').execute()
    // Longer trainings, so that the killed worker has one in work.
    const sweep = await startSweep(urls[1], 'stopped', [3, 4], {
      epochs: 200,
      batchSize: 150,
      evaluateEvery: 50,
    })
    const atWork = () =>
      database.db
        .selectFrom('job')
        .innerJoin('worker', 'worker.id', 'job.workerId')
        .select(['job.id', 'worker.process'])
        .where('state', '=', 'running')
        .execute()
    await expect.poll(async () => (await atWork()).length, soon).toBeGreaterThan(0)
    const [{ process: pid }] = await atWork()
    const victim = workers.find((worker) => worker.pid === pid)!
    await victim.end('SIGKILL')
    await servers[0].end('SIGTERM')
    const { runs } = await untilSweptUp(urls[1], sweep)
    expect(runs.nodes.map((run: any) => run.state)).toEqual(Array(4).fill('FINISHED'))
    for (const { metrics, representations } of runs.nodes) {
      expect(representations).toHaveLength(1)
      expect(metrics.length).toBe(4)
    }
    const jobs = await database.db
      .selectFrom('job')
      .select(['kind', 'state', 'attempt'])
      .where(
        'id',
        'not in',
        before.map(({ id }) => id),
      )
      .execute()
    expect(jobs.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      ...Array(4).fill('analyze finished'),
      'report finished',
      ...Array(4).fill('train finished'),
    ])

    // A worker that is asked to stop hands its job back; the last one, with another server, does what is left.
    const rest = workers.filter((worker) => worker.isAlive())
    servers[0] = start('serve', 'server-a')
    urls[0] = await servers[0].ready
    const last = await startSweep(urls[0], 'handed back', [5], {
      epochs: 200,
      batchSize: 150,
      evaluateEvery: 50,
    })
    await expect.poll(async () => (await atWork()).length, soon).toBeGreaterThan(0)
    const [{ process: stopped }] = await atWork()
    await rest.find((worker) => worker.pid === stopped)!.end('SIGTERM')
    await untilSweptUp(urls[0], last)
    const attempts = await database.db
      .selectFrom('job')
      .select('attempt')
      .where('state', '<>', 'finished')
      .execute()
    expect(attempts).toEqual([])
    const lab = await openLab({
      folder: join(folder, 'check'),
      databaseUrl: database.url,
      blobUrl: storage.bucketUrl,
    })
    expect((await checkBlobs(lab)).dangling).toEqual([])
    await lab.close()
  })
})

const sweepQuery = `query ($id: ID!) { sweep(id: $id) {
  progress { state } reportJob { state }
  runs { nodes { state metrics { name points } representations { hash } } }
  analyses(filter: { state: { ne: FINISHED } }) { totalCount nodes { failure { message } } }
} }`
