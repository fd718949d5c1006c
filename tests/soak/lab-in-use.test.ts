// A lab that is used for hours: clients log, upload and analyse without a pause, a sweep is trained again and again,
// others read and follow. Nothing acknowledged may be lost, and the server may not grow.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLab } from '@mitoscope/lab'
import { tinySweep, writeTinyDataset } from '@mitoscope/lab/testing'
import { expect, test } from 'vitest'
import { ask, send } from '../faults/api.ts'
import { checkLab } from '../faults/check-lab.ts'
import { startClients, untilIdle, width } from '../faults/clients.ts'
import { followSweep } from '../faults/follow-sweep.ts'
import { startMitoscope, type MitoscopeProcess } from '../faults/start-mitoscope.ts'

const hours = Number(process.env.MITOSCOPE_SOAK_HOURS ?? 1)
const lasting = hours * 3_600_000
/** One measurement of the server. */
interface Sample {
  readonly bytes: number
  /**
   * Open files, sockets and pipes, without the files of the embedded database: it keeps those of every relation open, and
   * relations gain further files (maps of free space and visibility) as they fill.
   */
  readonly descriptors: number
  /** Time that /readyz took, in milliseconds. */
  readonly ready: number
}

test(`for ${hours} hours nothing is lost and nothing grows`, { timeout: lasting + 1_800_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-in-use-'))
  writeTinyDataset(join(folder, 'mnist'))
  const data = join(folder, 'lab')
  const server = startMitoscope([
    'serve',
    '--port',
    '0',
    '--data',
    data,
    '--data-folder',
    join(folder, 'mnist'),
  ])
  try {
    const url = await server.ready
    const { project, run } = await makeRun(url)
    const clients = startClients(run, async () => url)
    let over = false
    const sweeps = repeat(() => over, (n) => sweepOnce(url, project, n)) // prettier-ignore
    const readers = repeat(() => over, () => readOnce(url, run)) // prettier-ignore
    const samples: Sample[] = []
    const ends = Date.now() + lasting
    const every = Math.min(10_000, lasting / 60)
    while (Date.now() < ends) {
      await Promise.race([sleep(every), clients.ended, sweeps, readers])
      samples.push(await takeSample(server, url, join(data, 'database')))
    }
    over = true
    await clients.stop()
    const [swept, asked] = await Promise.all([sweeps, readers])
    await untilIdle((query) => ask(url, query))
    expect(server.isAlive()).toBe(true)
    await server.end('SIGTERM')
    const lab = await openLab({ folder: data })
    await checkLab(lab, 'logged', clients.acknowledged)
    await lab.close()
    const { batches, uploads, analyses } = clients.acknowledged
    const [early, late] = [samples.slice(samples.length / 4, samples.length / 2), samples.slice(-samples.length / 4)] // prettier-ignore
    const grown = median(late, 'bytes') - median(early, 'bytes')
    console.log(
      `In use for ${hours} h: ${batches.length} batches of metrics, ${uploads.size} uploads, ${analyses.size} analyses, ` +
        `${swept} sweeps, ${asked} reads; the server had ${megabytes(median(early, 'bytes'))} MB early and ` +
        `${megabytes(median(late, 'bytes'))} MB late, ${median(early, 'descriptors')} and ${median(late, 'descriptors')} descriptors, /readyz took ${median(late, 'ready').toFixed(1)} ms (median)`,
    )
    // The server's caches are limited, but may still fill up after the early samples.
    expect(megabytes(grown)).toBeLessThan(100)
    expect(median(late, 'descriptors')).toBeLessThan(median(early, 'descriptors') + 20)
  } catch (error) {
    console.error(server.log())
    throw error
  } finally {
    if (server.isAlive()) await server.end('SIGTERM')
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
})

async function makeRun(url: string): Promise<{ project: string; run: string }> {
  const make = async (command: string, input: object, noun: string) => {
    const type = `${command[0].toUpperCase()}${command.slice(1)}Input!`
    const query = `mutation ($input: ${type}) { ${command}(input: $input) { ${noun} { id } } }`
    return (await ask(url, query, { input }))[command][noun].id as string
  }
  const project = await make('createProject', { name: 'in use' }, 'project')
  const about = { projectId: project, name: 'logged', architecture: 'mlp', dataset: 'mnist' }
  const modelId = await make('createModel', about, 'model')
  return { project, run: await make('createRun', { modelId, name: 'logged', width }, 'run') }
}

/** One after the other until it is over; answers how many. */
async function repeat(isOver: () => boolean, once: (n: number) => Promise<void>): Promise<number> {
  let n = 0
  while (!isOver()) await once(n++)
  return n
}

/** Trains a sweep, followed by a socket of its own. */
async function sweepOnce(url: string, projectId: string, n: number): Promise<void> {
  const { contrasts: _, ...settings } = { ...tinySweep, seeds: [n] }
  const input = { projectId, name: `sweep ${n}`, settings, analyses: [{ measure: 'critical-width' }] }
  const { startSweep } = await ask(
    url,
    'mutation ($input: StartSweepInput!) { startSweep(input: $input) { sweep { id } } }',
    { input },
  )
  const follower = followSweep(url, startSweep.sweep.id)
  await follower.told
  await follower.end()
  await sleep(5_000)
}

/** Asks the queries of a dashboard. */
async function readOnce(url: string, run: string): Promise<void> {
  await ask(url, '{ runs(first: 50) { totalCount nodes { id name width metrics { name points } } } }')
  await ask(
    url,
    'query ($id: ID!) { run(id: $id) { metric(name: "loss") { points decimated(points: 200) { steps values } } } }',
    { id: run },
  )
  await ask(url, '{ jobs(first: 50) { totalCount nodes { id state } } }')
  await sleep(500)
}

async function takeSample(server: MitoscopeProcess, url: string, database: string): Promise<Sample> {
  const from = performance.now()
  expect((await send(`${url}/readyz`, { method: 'GET' })).status).toBe(200)
  const ready = performance.now() - from
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))!
  return {
    bytes: Number(kilobytes) * 1024,
    descriptors: listDescriptors(server.pid).filter((file) => !file.startsWith(database)).length,
    ready,
  }
}

/** Returns what the descriptors of a process stand for; those that close meanwhile are left out. */
function listDescriptors(pid: number): string[] {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).flatMap((name) => {
    try {
      return [readlinkSync(join(folder, name))]
    } catch {
      return []
    }
  })
}

function median(samples: readonly Sample[], field: keyof Sample): number {
  const values = samples.map((sample) => sample[field]).toSorted((a, b) => a - b)
  return values[Math.floor(values.length / 2)]
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20)
}
