import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createProject, localActor, openLab, type Lab } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { startServer, type RunningServer } from '@mitoscope/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPostgresql, type PostgresqlServer } from '../faults/find-postgresql.ts'
import { runMitoscope } from './run-mitoscope.ts'
import { onTerminal, runOnTerminal } from './run-on-terminal.ts'

const place = mkdtempSync(join(tmpdir(), 'mitoscope-main-paths-'))
const golden = (name: string) => fileURLToPath(new URL(`../golden/${name}`, import.meta.url))
let lab: Lab
let server: RunningServer
let postgresql: PostgresqlServer | undefined

/** First use of a command, and what it shows when it went well. */
interface MainPath {
  /** `kind` tells the two tries apart, where they must not meet in a folder. */
  args(kind: string): readonly string[]
  readonly shows: RegExp
  readonly env?: () => NodeJS.ProcessEnv
  /** Input that is typed once the pattern is shown; sent at once on a pipe. */
  readonly answers?: readonly [when: RegExp, text: string]
  /** Text of a command that runs until it is stopped, when it is ready for CTRL-C. */
  readonly until?: RegExp
  /** Requirement that not every machine meets. */
  readonly needs?: () => string | undefined
}

const run = ['--model', 'mine', '--width', '64', '--run-seed', '0']
const atServer = () => ['--server', server.url]
const sweep = [
  '--widths',
  '4,8',
  '--seeds',
  '0',
  '--epochs',
  '2',
  '--train-size',
  '200',
  '--test-size',
  '100',
]
const change = { widths: [4, 8], seeds: [0], epochs: 2, trainSize: 200, testSize: 100, checkpoints: [1] }

const mainPaths: Readonly<Record<string, MainPath>> = {
  start: {
    args: (kind) => ['start', '--port', '0', '--backend', 'wasm', '--data', `start-${kind}`],
    shows: /Mitoscope is at http:\S+ \(CTRL-C stops it\)/,
    until: /Mitoscope is at/,
  },
  serve: {
    args: (kind) => ['serve', '--port', '0', '--no-dashboard', '--no-worker', '--data', `serve-${kind}`],
    shows: /Mitoscope is at http:\S+\/graphql/,
    until: /Mitoscope is at/,
  },
  worker: {
    // Both tries are at the one lab of the database, whose files are in one folder.
    args: () => ['worker', '--device', 'cpu:0', '--data', 'worker'],
    env: () => ({ DATABASE_URL: postgresql?.url }),
    shows: /Working on cpu:0/,
    until: /Working on/,
    needs: () => (postgresql ? undefined : 'There is no PostgreSQL server that a worker could share.'),
  },
  backup: {
    args: (kind) => ['backup', `${kind}.tar.gz`, '--data', 'kept'],
    shows: /The lab is in \w+\.tar\.gz/,
  },
  restore: {
    args: (kind) => ['restore', 'lab.tar.gz', '--data', `restored-${kind}`],
    shows: /The lab is restored\. Serve it/,
  },
  login: {
    args: () => ['login', server.url],
    // login.test.ts tries a server with accounts.
    shows: /has no accounts: it needs no token, and none was saved\./,
    answers: [/API token for/, 'mito_token'],
  },
  sync: {
    args: () => ['sync'],
    env: () => ({ MITOSCOPE_SPOOL: join(place, 'spools') }),
    shows: /No points wait/,
  },
  log: { args: (kind) => ['log', `${kind}.jsonl`, ...run, ...atServer()], shows: /2 points logged/ },
  import: {
    args: () => [
      'import',
      fileURLToPath(new URL('../../packages/formats/src/trackers/samples/wandb', import.meta.url)),
      ...atServer(),
    ],
    shows: /mlp-w128-s0(?: \(imported before\))?: \d+ points added/,
  },
  upload: {
    args: () => ['upload', golden('reference/synthetic-w64.npz'), ...run, ...atServer()],
    shows: /\S+ {2}\S+synthetic-w64\.npz/,
  },
  query: {
    args: () => ['query', '{ viewer { name } }', ...atServer()],
    shows: /"viewer":\s*\{\s*"name":\s*"local"/,
  },
  claims: { args: () => ['claims', ...atServer()], shows: /No claims match/ },
  sweep: { args: (kind) => ['sweep', `sweep-${kind}`, ...sweep], shows: /2 runs are finished in sweep-\w+/ },
  analyze: {
    args: () => ['analyze', golden('reference/synthetic-w64.npz'), '--measure', 'critical-width'],
    shows: /64 neurons, 512 test rows/,
  },
  compare: {
    args: () => [
      'compare',
      golden('comparisons/narrow.npz'),
      golden('comparisons/wide.npz'),
      '--measure',
      'cka',
    ],
    shows: /CKA, debiased/,
  },
  report: { args: () => ['report', 'swept', '--draws', '3'], shows: /Figures: swept\/figures/ },
  reproduce: {
    args: () => ['reproduce', 'fig3b', '--change', JSON.stringify(change), '--folder', 'reproduced'],
    shows: /Saved: reproduced\/reproduce-reconstruction\.md/,
  },
  draw: { args: () => ['draw', 'recipe.json'], shows: /<svg[\s\S]*<\/svg>/ },
  measures: { args: () => ['measures'], shows: /chunk-error:/ },
  doctor: { args: () => ['doctor'], shows: /wasm.*GFLOP|GFLOP[\s\S]*wasm/ },
  setup: {
    args: () => ['setup'],
    // The library is missing at this path, so that setup says so at once instead of installing it for
    // minutes.
    env: () => ({ MITOSCOPE_TENSORFLOW: '/nowhere', MITOSCOPE_CACHE: join(place, 'cache') }),
    shows: /Native engine left out: MITOSCOPE_TENSORFLOW=\/nowhere does not hold libtensorflow/,
  },
  help: { args: () => ['help', 'sweep'], shows: /Usage: mitoscope sweep/ },
}

beforeAll(async () => {
  lab = await openTestLab()
  server = await startServer(lab, { port: 0 })
  postgresql = await findPostgresql()
  const kept = await openLab({ folder: join(place, 'kept') })
  await createProject(kept, localActor, { name: 'kept' })
  await kept.close()
  expect((await runMitoscope(['backup', 'lab.tar.gz', '--data', 'kept'], { cwd: place })).code).toBe(0)
  expect((await runMitoscope(['sweep', 'swept', ...sweep], { cwd: place })).code).toBe(0)
  for (const [kind, step] of Object.entries({ pipe: 1, terminal: 2 })) {
    const points = [0.5, 0.25].map((loss, i) => `{"step": ${10 * step + i}, "loss": ${loss}}`)
    writeFileSync(join(place, `${kind}.jsonl`), `${points.join('\n')}\n`)
  }
  const line = { label: 'a', color: '#0072b2', dash: '', symbol: 'square', x: [0, 1], mean: [1, 2] }
  const texts = { title: 'Error', subtitle: '', caption: 'By step.', x: 'step', y: 'error' }
  const input = { ...texts, logX: false, logY: false, band: 'std', lines: [line] }
  const recipe = { kind: 'mitoscope-figure', version: 1, figure: 'runs', of: 'runs', input }
  writeFileSync(join(place, 'recipe.json'), JSON.stringify(recipe))
})
afterAll(async () => {
  await server?.close()
  await lab?.close()
  await postgresql?.stop()
  rmSync(place, { recursive: true, force: true })
})

const environmentOf = ({ env }: MainPath) => ({
  MITOSCOPE_CONFIG: join(place, 'config'),
  MITOSCOPE_TOKEN: '',
  DATABASE_URL: '',
  ...env?.(),
})

/** True if the main path can be tried here; with CI=true it must. */
function canTry({ needs }: MainPath): boolean {
  const missing = needs?.()
  if (missing === undefined) return true
  expect(process.env.CI, missing).not.toBe('true')
  process.stderr.write(`${missing}\n`)
  return false
}

test('every command has a main path here', async () => {
  const { stdout } = await runMitoscope(['--help'])
  const [, list] = /^Commands:\n([\s\S]*?)\n\n/m.exec(stdout) ?? []
  const commands = [...list.matchAll(/^ {2}(\w[\w-]*)/gm)].map(([, name]) => name)
  expect(commands.length).toBeGreaterThan(15)
  expect(Object.keys(mainPaths).sort()).toEqual(commands.sort())
})

describe.each(Object.entries(mainPaths))('mitoscope %s', (_, path) => {
  test('does what it is for on a pipe', async () => {
    if (!canTry(path)) return
    const { code, stdout, stderr } = await runMitoscope(path.args('pipe'), {
      cwd: place,
      env: environmentOf(path),
      input: path.answers && `${path.answers[1]}\n`,
      interruptAfter: path.until,
    })
    expect(stdout + stderr).toMatch(path.shows)
    expect([code, stderr]).toEqual([0, expect.not.stringMatching(/^\s+at |undefined|^mitoscope: /m)])
  })

  onTerminal('does what it is for on a terminal', async () => {
    if (!canTry(path)) return
    const { code, shown } = await runOnTerminal(path.args('terminal'), {
      cwd: place,
      env: environmentOf(path),
      type: path.answers ? [[path.answers[0], `${path.answers[1]}\r`]] : path.until && [[path.until, '\x03']],
    })
    expect(shown).toMatch(path.shows)
    expect([code, shown]).toEqual([0, expect.not.stringMatching(/^\s+at |undefined|^mitoscope: /m)])
  })
})
