import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLab } from '@mitoscope/lab'
import { openScratchDatabase, startObjectStorage, tinySweep, writeTinyDataset } from '@mitoscope/lab/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, untilAnswered } from './api.ts'
import { checkLab } from './check-lab.ts'
import { startClients, untilFinished, untilIdle, width, type Acknowledged } from './clients.ts'
import { findPostgresql } from './find-postgresql.ts'
import { keepProcess } from './kept-process.ts'
import { killAtRandom, type Victims } from './kill-at-random.ts'
import { seededRandom } from './random.ts'
import { startMitoscope } from './start-mitoscope.ts'

/** Half of them on each engine; 50 and 1,000 in `npm run soak`. */
const kills = Number(process.env.MITOSCOPE_TEST_KILLS ?? 6)
/** Beside each other: each waits for processes to start most of the time. */
const limit = { timeout: 1_800_000 + kills * 60_000, concurrent: true }
const postgresql = await findPostgresql()

let folder: string
let dataFolder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mitoscope-kill-'))
  dataFolder = join(folder, 'mnist')
  writeTinyDataset(dataFolder)
})
afterAll(async () => {
  await postgresql?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('nothing acknowledged is lost by kills, on PGlite', limit, async () => {
  const data = join(folder, 'embedded')
  const server = keepProcess(() => startMitoscope(['serve', '--port', '0', '--data', data, ...computing()]))
  const { acknowledged, run } = await work({ server, worker: server }, seededRandom(1), [server])
  const lab = await openLab({ folder: data })
  await checkLab(lab, run, acknowledged)
  await lab.close()
})

test.skipIf(!postgresql)('nothing acknowledged is lost by kills, on PostgreSQL', limit, async () => {
  const database = await openScratchDatabase(postgresql!.url)
  const storage = await startObjectStorage()
  const data = join(folder, 'shared')
  const env = { DATABASE_URL: database.url, MITOSCOPE_BLOBS: storage.bucketUrl }
  const server = keepProcess(() =>
    startMitoscope(['serve', '--no-worker', '--port', '0', '--data', data], env),
  )
  const worker = keepProcess(() => startMitoscope(['worker', '--data', data, ...computing()], env))
  try {
    const { acknowledged, run } = await work({ server, worker }, seededRandom(2), [server, worker])
    const lab = await openLab({ folder: data, databaseUrl: database.url, blobUrl: storage.bucketUrl })
    await checkLab(lab, run, acknowledged)
    await lab.close()
  } finally {
    await storage.close()
    await database.close()
  }
})

const computing = () => ['--data-folder', dataFolder, '--device', 'cpu:0']

/** Clients and a sweep are at work while processes are killed; afterwards all of it comes to its end. */
async function work(
  victims: Victims,
  random: () => number,
  processes: readonly { stop(): Promise<void> }[],
): Promise<{ readonly acknowledged: Acknowledged; readonly run: string }> {
  const { server, worker } = victims
  const api = (query: string, variables: object = {}) =>
    untilAnswered(async () => ask(await server.ready(), query, variables))
  const make = async (command: string, input: object, selection: string) => {
    const type = `${command[0].toUpperCase()}${command.slice(1)}Input!`
    const answer = await api(`mutation ($input: ${type}) { ${command}(input: $input) { ${selection} } }`, {
      input,
    })
    return Object.values(answer[command] as Record<string, { id: string }>)[0].id
  }
  try {
    const project = await make('createProject', { name: 'faults' }, 'project { id }')
    const model = { projectId: project, name: 'logged', architecture: 'mlp', dataset: 'mnist' }
    const modelId = await make('createModel', model, 'model { id }')
    const runId = await make('createRun', { modelId, name: 'logged', width }, 'run { id }')
    const { contrasts: _, ...settings } = { ...tinySweep, seeds: [0] }
    const analyses = [{ measure: 'reconstruction', options: { draws: 3 } }]
    await make('startSweep', { projectId: project, name: 'trained', settings, analyses }, 'sweep { id }')
    const clients = startClients(runId, () => server.ready())
    const killed = await Promise.race([
      killAtRandom(Math.round(kills / 2), victims, clients.acknowledged, random),
      clients.ended.then(() => expect.unreachable('clients go on until they are stopped')),
    ])
    await Promise.all([server.ready(), worker.ready()])
    await clients.stop()
    await untilIdle(api)
    const givenUp = await retryGivenUp(api)
    if (kills <= 50) expect(givenUp).toBe(0)
    for (const [id, result] of clients.acknowledged.analyses)
      expect(await untilFinished(api, id)).toBe(result)
    const { batches, uploads, analyses: answers } = clients.acknowledged
    console.log(
      `Killed: ${JSON.stringify(killed)}; acknowledged: ${batches.length} batches of metrics, ` +
        `${uploads.size} uploads, ${answers.size} analyses; jobs that lost twelve workers and were tried again: ${givenUp}`,
    )
    return { acknowledged: clients.acknowledged, run: 'logged' }
  } catch (error) {
    for (const process of new Set([server, worker])) console.error(process.current().log())
    throw error
  } finally {
    for (const process of processes) await process.stop()
  }
}

/** Retries the jobs that lost so many workers that they were given up, as their owner would; returns their number. */
async function retryGivenUp(api: (query: string) => Promise<Record<string, any>>): Promise<number> {
  for (let retried = 0; ;) {
    const { jobs } = await api(
      '{ jobs(filter: { state: { eq: FAILED } }) { nodes { id failure { code } } } }',
    )
    if (jobs.nodes.length === 0) return retried
    for (const { id, failure } of jobs.nodes) {
      expect(failure.code).toBe('WORKER_LOST')
      await api(`mutation { retryJob(input: { id: "${id}" }) { job { id } } }`)
      retried++
    }
    await untilIdle(api)
  }
}
