// `npm run soak`: what takes longer than a check of every change may: an account of each part, and one last line
// "N passed, N failed". --only PART,PART runs some of it; --hours says how long the lab is used (1). A lab in use and the
// 1,000 kills wait for clients and processes most of the time: they run beside what computes.
import { spawn } from 'node:child_process'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { ensureInstalled } from '../../apps/cli/bin/ensure-installed.mjs'
import { ensureNode } from '../../apps/cli/bin/ensure-node.mjs'
import { findBackends } from '../runner/find-backends.mjs'
import { createLedger } from '../runner/ledger.mjs'
import { givenPostgresql, openPostgresql } from '../runner/open-postgresql.mjs'
import { runVitest } from '../runner/run-vitest.mjs'
import { setUpDashboard } from '../runner/set-up-dashboard.mjs'
import { setUpNative } from '../runner/set-up-native.mjs'

const times = 10

/** Script that keeps a core busy until its standard input ends, as it does when this process is killed. */
const keepBusy = `
  process.stdin.on('end', () => process.exit()).resume()
  const spin = () => {
    for (const until = Date.now() + 100; Date.now() < until; );
    setImmediate(spin)
  }
  spin()`

/** CONTRIBUTING.md says what each part does. */
const parts = {
  kills: () => kill(50),
  queries: () =>
    run('2,000 generated queries', { MITOSCOPE_TEST_QUERIES: '2000' }, ['tests/contract/hypothesis']),
  imports: () =>
    run('2,000 damaged logs of each tracker', { MITOSCOPE_TRACKER_MUTATIONS: '2000' }, [
      'packages/formats/src/trackers/mutations',
    ]),
  calibration: () =>
    run('2,000 simulated sweeps, 200 layers', { MITOSCOPE_CALIBRATION: '2000' }, [
      'packages/analysis/src/simulation',
      'packages/analysis/src/factors',
    ]),
  paper: () => run('the small scales of the paper', {}, ['tests/soak/small-scales'], 'soak'),
  'software-gpu': runSoftwareGpu,
  busy: runBusy,
  hours: () =>
    run(
      `a lab in use, ${hours} h`,
      { MITOSCOPE_SOAK_HOURS: String(hours) },
      ['tests/soak/lab-in-use'],
      'soak',
    ),
  'many-kills': () => kill(1_000),
  python: () =>
    run('20 kills of the server of Python’s writers, 40 of such writers', { MITOSCOPE_TEST_KILLS: '20' }, [
      'tests/faults/python-client',
      'tests/python/python',
    ]),
}

const beside = ['hours', 'many-kills', 'python']

await ensureNode()
const { only, hours } = readFlags()
delete process.env.INIT_CWD
const postgresqlUrl = givenPostgresql()
ensureInstalled()

const ledger = createLedger()
await setUpNative(ledger)
if (only.includes('busy')) await setUpDashboard(ledger)
const backends = await findBackends(ledger)
const database = await openPostgresql(ledger, postgresqlUrl)
console.log(`\n${cpus().length} cores of ${cpus()[0].model}, Node ${process.versions.node}`)
try {
  await Promise.all([
    runInTurn(only.filter((part) => !beside.includes(part))),
    runInTurn(only.filter((part) => beside.includes(part))),
  ])
} finally {
  await database?.stop()
}
process.exitCode = ledger.close({ strict: true, complete: false }) ? 0 : 1

async function runInTurn(names) {
  for (const name of names) await parts[name]()
}

function kill(times) {
  return run(`${times} kills`, { MITOSCOPE_TEST_KILLS: String(times) }, ['tests/faults/kill'])
}

/** Runs all suites that a GPU would run, with their largest cases, on a GPU that the processor emulates. */
async function runSoftwareGpu() {
  const gpu = backends.find(({ device }) => device.includes('software'))
  // findBackends has noted it where there is none.
  if (gpu) await runVitest(ledger, [{ part: 'backend', title: 'WebGPU in software', env: gpu.env }])
}

/** Runs the tests that wait for browsers, servers and processes, beside a process that keeps a core busy. */
async function runBusy() {
  const filters = [
    'tests/e2e',
    'tests/contract/attacks',
    'tests/contract/graphiql',
    'tests/faults/environment',
    'packages/lab/src/work/worker',
    'apps/server/src/subscriptions',
    'apps/server/src/operations',
  ]
  for (let turn = 1; turn <= times; turn++) {
    const busy = spawn(process.execPath, ['-e', keepBusy], { stdio: ['pipe', 'ignore', 'ignore'] })
    try {
      await run(`beside a busy process, ${turn} of ${times}`, {}, filters)
    } finally {
      busy.kill('SIGKILL')
    }
  }
}

function run(title, env, filters, part = 'unit') {
  const [first] = backends
  const own = { ...first.env, ...env, ...(database && { MITOSCOPE_TEST_POSTGRESQL: database.url }) }
  return runVitest(ledger, [{ part, title, env: own }], { filters, all: true })
}

function readFlags() {
  try {
    const options = { only: { type: 'string' }, hours: { type: 'string', default: '1' } }
    const { values } = parseArgs({ options })
    const asked = values.only?.split(',') ?? Object.keys(parts)
    const unknown = asked.filter((part) => !(part in parts))
    if (unknown.length > 0) throw new Error(`there is no part "${unknown.join(',')}"`)
    const hours = Number(values.hours)
    if (!(hours > 0)) throw new Error(`--hours must be a number above 0; got "${values.hours}"`)
    return { only: asked, hours }
  } catch (error) {
    console.error(`tests/soak/run.mjs: ${error.message}. Use --only with ${Object.keys(parts).join(', ')}.`)
    process.exit(2)
  }
}
