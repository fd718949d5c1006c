import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { startServer, type RunningServer } from '@mitoscope/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runMitoscope, startMitoscope } from './run-mitoscope.ts'

const place = mkdtempSync(join(tmpdir(), 'mitoscope-log-'))
const inputs = fileURLToPath(new URL('../../packages/formats/src/metrics/testing/inputs', import.meta.url))
const spools = join(place, 'spools')
const env = { MITOSCOPE_CONFIG: place, MITOSCOPE_SPOOL: spools }
let lab: Lab
let server: RunningServer

beforeAll(async () => {
  lab = await openTestLab()
  server = await startServer(lab, { port: 0 })
})

afterAll(async () => {
  await server.close()
  await lab.close()
  rmSync(place, { recursive: true, force: true })
})

/** Arguments of a log into a new run of a model. */
function asRun(model: string, ...more: string[]): string[] {
  return ['--model', model, '--width', '8', '--server', server.url, ...more]
}

function mitoscope(args: string[], input?: string) {
  return runMitoscope(args, { env, input })
}

/** A server's address that nobody answers at yet, and the server that does so later. */
async function openLater(): Promise<{ url: string; open: () => Promise<RunningServer> }> {
  const first = await startServer(lab, { port: 0 })
  await first.close()
  const { url } = first
  return { url, open: () => startServer(lab, { port: Number(new URL(url).port) }) }
}

/** Lines of steps, with a loss each. */
function linesOf(from: number, to: number): string {
  return Array.from(
    { length: to - from },
    (_, i) => `{"step": ${from + i}, "loss": ${1 / (from + i + 1)}}\n`,
  ).join('')
}

interface RunThere {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly heartbeatAt: string | null
  readonly failure: { readonly message: string } | null
  readonly config: object
  readonly tags: string[]
  readonly metrics: {
    readonly name: string
    readonly firstTime: string | null
    readonly values: { steps: number[]; values: number[] }
  }[]
}

/** The runs of a model, oldest first, with all of their points. */
async function runsOf(model: string): Promise<RunThere[]> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `query ($model: String!) { models(first: 1, filter: { name: { eq: $model } }) { nodes { runs(first: 10) {
        nodes { id name state heartbeatAt failure { message } config tags metrics { name firstTime values { steps values } } }
      } } } }`,
      variables: { model },
    }),
  })
  const { data, errors } = (await response.json()) as {
    data: { models: { nodes: { runs: { nodes: RunThere[] } }[] } }
    errors?: unknown
  }
  if (errors) throw new Error(JSON.stringify(errors))
  return data.models.nodes.flatMap(({ runs }) => runs.nodes)
}

function stepsOf({ metrics }: RunThere): number[] {
  return metrics.find(({ name }) => name === 'loss')?.values.steps ?? []
}

test('a producer lives on where no server answers, and its points follow once one does', async () => {
  const { url, open } = await openLater()
  const log = startMitoscope(['log', '-', ...asRun('away'), '--server', url], { env })
  log.child.stdin.write(linesOf(0, 3))
  await expect.poll(() => log.said.stderr).toContain(`No server answers at ${url}`)
  log.child.stdin.write(linesOf(3, 5))
  const later = await open()
  // The input stays open: a line is sent without waiting for another.
  await expect.poll(async () => (await runsOf('away')).map(stepsOf)).toEqual([[0, 1, 2, 3, 4]])
  expect((await runsOf('away'))[0].state).toBe('LOGGED')
  log.child.stdin.end(linesOf(5, 6))
  expect(await log.ended).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^6 points logged in run \S+\n$/),
  })
  const [{ state, metrics }] = await runsOf('away')
  expect([state, metrics[0].values.values]).toEqual(['FINISHED', [1, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 6]])
  await later.close()
})

test('what no server took waits in a spool, and is sent from there exactly once', async () => {
  const { url, open } = await openLater()
  const own = join(place, 'own-spools')
  const asked = ['log', '-', ...asRun('spooled'), '--server', url, '--spool', own, '--wait', '0.1']
  const { code, stderr } = await mitoscope(asked, linesOf(0, 50))
  expect(code).toBe(5)
  const [folder] = readdirSync(own).map((name) => join(own, name))
  expect(stderr).toContain(`50 points wait in ${folder}. Send them with: mitoscope sync ${folder}`)
  const still = await runMitoscope(['sync', own], { env: { ...env, MITOSCOPE_RETRY_FOR: '0' } })
  expect(still).toMatchObject({ code: 5, stderr: expect.stringContaining(`50 points wait in ${folder}`) })
  const later = await open()
  const both = await Promise.all([mitoscope(['sync', own]), mitoscope(['sync', own])])
  expect(both.map((one) => one.stdout).join('')).toContain('50 points of standard input logged in run')
  expect(readdirSync(own)).toEqual([])
  const runs = await runsOf('spooled')
  expect(runs.map(({ state }) => state)).toEqual(['FINISHED'])
  expect(stepsOf(runs[0])).toHaveLength(50)
  expect((await mitoscope(['sync', own])).stdout).toBe(`No points wait in ${own}.\n`)
  await later.close()
})

test('a log that is killed leaves its spool, which is sent to the same run', async () => {
  const own = join(place, 'killed')
  const log = startMitoscope(['log', '-', ...asRun('killed'), '--spool', own], { env })
  log.child.stdin.write(linesOf(0, 10))
  await expect.poll(async () => (await runsOf('killed')).flatMap(stepsOf)).toHaveLength(10)
  const [folder] = readdirSync(own).map((name) => join(own, name))
  const busy = await mitoscope(['sync', own])
  expect(busy).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`process ${log.child.pid} is sending`),
  })
  expect((await mitoscope(['sync', folder])).code).toBe(5)
  log.child.kill('SIGKILL')
  await log.ended
  // Make the state that of a process killed before it recorded the server's answer, and in the middle of a
  // line.
  const state = JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'))
  const saved = { ...state, acknowledged: 0, batchEnd: state.acknowledged, added: 0 }
  writeFileSync(join(folder, 'state.json'), JSON.stringify(saved))
  const more = linesOf(10, 12).replaceAll(/"loss": (\S+)}/g, '"values": {"loss": $1}}')
  writeFileSync(join(folder, 'points.jsonl'), `${more}{"step": 12, "val`, { flag: 'a' })
  expect((await mitoscope(['sync', own])).stdout).toMatch(/^12 points of standard input logged in run \S+\n$/)
  expect((await runsOf('killed')).map(stepsOf)).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]])
  expect(existsSync(folder)).toBe(false)
})

test('an error that cannot pass keeps the producer going, and says what is kept where', async () => {
  const own = join(place, 'fatal')
  const nowhere = Buffer.from('TrainingRun:00000000-0000-4000-8000-000000000000').toString('base64')
  const log = startMitoscope(['log', '-', '--run', nowhere, '--server', server.url, '--spool', own], { env })
  log.child.stdin.write(linesOf(0, 1))
  await expect.poll(() => log.said.stderr).toContain('Nothing more is sent')
  // More than a pipe holds.
  log.child.stdin.end(linesOf(1, 20_000))
  const { code, stderr } = await log.ended
  const [folder] = readdirSync(own).map((name) => join(own, name))
  expect(code).toBe(2)
  expect(stderr).toContain(
    `20000 points wait in ${folder}. Once that is mended, send them with: mitoscope sync ${folder}`,
  )
  const [{ id }] = await runsOf('killed')
  const sent = await mitoscope(['sync', folder, '--run', id, '--on-conflict', 'replace'])
  expect(sent.stdout).toContain('19988 points of standard input logged in run')
})

test('where the disk takes nothing, points go to the server all the same, and are only lost without it', async () => {
  const { code, stdout, stderr } = await mitoscope(
    ['log', '-', ...asRun('full'), '--spool', '/dev/null/spools'],
    linesOf(0, 100),
  )
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^100 points logged/)])
  expect(stderr).toContain('points wait in memory')
  const { url } = await openLater()
  const asked = ['log', '-', ...asRun('full'), '--server', url, '--spool', '/dev/null/spools', '--wait', '0']
  const lost = await mitoscope(asked, linesOf(0, 100))
  expect([lost.code, lost.stderr]).toEqual([2, expect.stringContaining('100 points are lost')])
})

test('what a full disk still takes is kept, and what it does not is counted as lost', async () => {
  const disk = join(place, 'small')
  mkdirSync(disk)
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status === 0
  if (!isMounted) return // Only root may.
  try {
    const { url } = await openLater()
    const asked = ['log', '-', ...asRun('small'), '--server', url, '--spool', disk, '--wait', '0']
    const { code, stderr } = await mitoscope(asked, linesOf(0, 5_000))
    const [, lost, waiting] = /(\d+) points are lost.*\n(\d+) points wait in/.exec(stderr)!.map(Number)
    expect([code, lost + waiting]).toEqual([2, 5_000])
    expect(waiting).toBeGreaterThan(100)
  } finally {
    spawnSync('umount', [disk])
  }
})

test.each(['full', 'read-only'])(
  'what waits on a %s disk is sent all the same, and left there',
  async (kind) => {
    const disk = join(place, `sync-${kind}`)
    mkdirSync(disk)
    const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0
    if (!isMounted) return // Only root may.
    try {
      const { url, open } = await openLater()
      const model = `waits-${kind}`
      const asked = ['log', '-', ...asRun(model), '--server', url, '--spool', disk, '--wait', '0']
      expect((await mitoscope(asked, linesOf(0, 50))).code).toBe(5)
      expect((await mitoscope(asked, linesOf(0, 20))).code).toBe(5)
      const countPoints = (name: string) =>
        readFileSync(join(disk, name, 'points.jsonl'), 'utf8')
          .trimEnd()
          .split('\n').length
      const [first, second] = readdirSync(disk).toSorted((a, b) => countPoints(b) - countPoints(a))
      // One that nobody can send, beside one that can be.
      rmSync(join(disk, first, 'points.jsonl'))
      if (kind === 'full') expect(() => writeFileSync(join(disk, 'ballast'), Buffer.alloc(2 << 20))).toThrow()
      else expect(spawnSync('mount', ['-o', 'remount,ro', disk]).status).toBe(0)
      const later = await open()
      const sent = await mitoscope(['sync', disk])
      expect(sent.stdout).toContain('20 points of standard input logged in run')
      expect(sent.stderr).toContain(join(disk, first, 'points.jsonl'))
      expect(sent.stderr).toMatch(
        new RegExp(`${join(disk, second, 'lock')}.* sent all the same, without its lock`),
      )
      expect(sent.stderr).not.toMatch(/^\s+at /m)
      expect(sent.code).toBe(2)
      if (kind === 'read-only') {
        expect(sent.stderr).toContain(
          `All of ${join(disk, second)} is on the server: remove that folder yourself`,
        )
        expect(readdirSync(disk)).toContain(second)
      }
      expect((await runsOf(model)).map((run) => stepsOf(run).length)).toEqual([20])
      await later.close()
    } finally {
      spawnSync('umount', [disk])
    }
  },
)

test('a reader of the output that leaves, and Ctrl-C, do the producer no harm', async () => {
  const log = startMitoscope(['log', '-', ...asRun('interrupted')], { env })
  log.child.stdout.destroy()
  log.child.stdin.write(`starting\n${linesOf(0, 3)}`)
  await expect.poll(async () => (await runsOf('interrupted')).flatMap(stepsOf)).toHaveLength(3)
  log.child.kill('SIGINT')
  // The producer, interrupted as well, says a last word.
  log.child.stdin.end(`stopping\n${linesOf(3, 4)}`)
  expect(await log.ended).toMatchObject({ code: 130, stderr: expect.stringContaining('Stopped by SIGINT') })
  const [run] = await runsOf('interrupted')
  expect([run.state, run.failure?.message, stepsOf(run)]).toEqual([
    'FAILED',
    'Stopped by SIGINT.',
    [0, 1, 2, 3],
  ])
})

test('lines that are no data pass through, and are named in the end', async () => {
  const noise = ['Epoch 1, loss 0.3', 'Epoch 2, loss 0.2']
  const { code, stdout, stderr } = await mitoscope(
    ['log', '-', ...asRun('noise')],
    `${noise[0]}\n${linesOf(0, 1)}${noise[1]}\n${linesOf(1, 2)}`,
  )
  expect(code).toBe(0)
  expect(stdout).toMatch(new RegExp(`^${noise.join('\n')}\n2 points logged`))
  expect(stderr).toContain(
    '2 lines were taken for no data and passed on: line 1: "Epoch 1, loss 0.3"; line 3',
  )
})

test('of a torn file the good lines are kept, and the run failed for it', async () => {
  const { code, stdout, stderr } = await mitoscope(['log', join(inputs, 'torn.jsonl'), ...asRun('torn')])
  expect([code, stdout]).toEqual([2, expect.stringMatching(/^41 points logged/)])
  expect(stderr).toContain('torn.jsonl: 1 line was not logged in full: line 42')
  const [{ state, failure }] = await runsOf('torn')
  expect([state, failure?.message]).toEqual(['FAILED', expect.stringContaining('The input is torn')])
})

test('a file that cannot be logged leaves no project, model or run behind', async () => {
  const header = join(place, 'header.csv')
  writeFileSync(header, 'step,loss\n')
  const files = [join(place, 'nowhere.jsonl'), place, header]
  const logs = files.map((file) => mitoscope(['log', file, ...asRun('nothing', '--project', 'Nothing')]))
  for (const [i, { code, stderr }] of (await Promise.all(logs)).entries())
    expect([code, stderr]).toEqual([2, expect.stringContaining(files[i])])
  const { stdout } = await mitoscope(['query', '{ projects { nodes { name } } }', '--server', server.url])
  expect(stdout).not.toContain('Nothing')
  expect(existsSync(spools) ? readdirSync(spools) : []).toEqual([])
})

test('each log is a run of its own, unless a key or an id names one', async () => {
  const [first, second] = ['resume1.jsonl', 'resume2.jsonl'].map((name) => join(inputs, name))
  const named = ['--name', 'first', '--tag', 'a', 'b', '--config', '{"lr": 0.1}']
  const own = asRun('keyed', '--run-seed', '0')
  await mitoscope(['log', first, ...own, '--key', 'k', ...named])
  const again = await mitoscope(['log', first, ...own, '--key', 'k', ...named])
  expect(again.stdout).toMatch(/^0 points logged in run \S+; 8 were there already with the same value\n$/)
  await mitoscope(['log', first, ...own])
  const runs = await runsOf('keyed')
  expect(runs).toHaveLength(2)
  const run = runs.find(({ name }) => name === 'first')!
  expect(run).toMatchObject({ state: 'FINISHED', config: { lr: 0.1 }, tags: ['a', 'b'] })
  expect(run.metrics[0].firstTime).toBeNull()
  const other = await mitoscope(['log', first, ...own, '--key', 'k', '--name', 'other'])
  expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('"other"')])
  expect(other.stderr).toContain(`--run ${run.id}`)

  const to = ['--run', run.id, '--server', server.url]
  const kept = await mitoscope(['log', second, ...to])
  expect(kept.stdout).toMatch(/^4 points logged in run \S+; 4 had another value there, which stays/)
  const refused = await mitoscope(['log', second, ...to, '--on-conflict', 'refuse'])
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('loss')
  const replaced = await mitoscope(['log', second, ...to, '--on-conflict', 'replace'])
  expect(replaced.stdout).toMatch(
    /^0 points logged in run \S+; 4 were there already with the same value; 4 had another/,
  )
  const valuesOf = async () =>
    (await runsOf('keyed')).find(({ id }) => id === run.id)!.metrics[0].values.values
  expect(await valuesOf()).toEqual([10, 9, 8, 7, 16, 15, 14, 13, 12, 11, 10, 9])
  expect((await mitoscope(['log', first, ...to, '--resume-from', '0'])).stdout).toMatch(/^8 points logged/)
  expect(await valuesOf()).toEqual([10, 9, 8, 7, 6, 5, 4, 3])
  const seeded = await mitoscope(['log', first, ...to, '--run-seed', '1'])
  expect(seeded.stderr).toContain('--run-seed describes a new run')
})

test('four logs at once share a project that none of them found', async () => {
  const file = join(inputs, 'resume1.jsonl')
  const logs = [0, 1, 2, 3].map((seed) =>
    mitoscope(['log', file, ...asRun('shared', '--project', 'New', '--run-seed', String(seed))]),
  )
  expect((await Promise.all(logs)).map(({ code, stderr }) => [code, stderr])).toEqual(Array(4).fill([0, '']))
  expect(await runsOf('shared')).toHaveLength(4)
})

test('signs of life come without lines, and --failed says how it ended', async () => {
  const times = { ...env, MITOSCOPE_TIMES: '{"logHeartbeat": 50}' }
  const log = startMitoscope(['log', '-', ...asRun('alive', '--failed', 'out of memory')], { env: times })
  log.child.stdin.write(linesOf(0, 1))
  const heartbeat = async () => (await runsOf('alive'))[0]?.heartbeatAt
  await expect.poll(heartbeat).toBeTruthy()
  await expect.poll(async () => (await runsOf('alive')).flatMap(stepsOf)).toHaveLength(1)
  const before = await heartbeat()
  await expect.poll(async () => Date.parse((await heartbeat())!) - Date.parse(before!)).toBeGreaterThan(500)
  log.child.stdin.end()
  expect((await log.ended).code).toBe(0)
  const [{ state, failure }] = await runsOf('alive')
  expect([state, failure?.message]).toEqual(['FAILED', 'out of memory'])
})

test('a command that is run by the log decides how its run ended', async () => {
  const script = (code: number) => [
    '--',
    process.execPath,
    '-e',
    `console.log('{"step": 1, "loss": 2}'); console.error('no memory'); process.exitCode = ${code}`,
  ]
  const logs = [0, 3].map((code) => mitoscope(['log', '-', ...asRun('commanded'), ...script(code)]))
  const [good, failed] = await Promise.all(logs)
  expect([good.code, failed.code]).toEqual([0, 3])
  expect(failed.stderr).toContain('no memory')
  const runs = await runsOf('commanded')
  expect(runs.map(({ state }) => state).toSorted()).toEqual(['FAILED', 'FINISHED'])
  // Lines of a command are as old as they are here; those of a file may be of any age.
  for (const { metrics } of runs) expect(Date.now() - Date.parse(metrics[0].firstTime!)).toBeLessThan(600_000)
  const { message } = runs.find(({ failure }) => failure)!.failure!
  expect(message).toMatch(/ended with exit code 3\.\nno memory$/)
})
