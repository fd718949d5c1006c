// `npm test`: everything that says whether this tree is sound, with one last line "N passed, N failed".
// --only static|unit|postgresql|golden|backends|paper|nodes (several with commas) runs a part of it; names of files, or
// parts of them, run those on the first backend.
// With CI=true a part that cannot run here counts as failed instead of being mentioned.
// What takes longer is in `npm run soak` (tests/soak).
import { parseArgs } from 'node:util'
import { ensureInstalled } from '../apps/cli/bin/ensure-installed.mjs'
import { ensureNode } from '../apps/cli/bin/ensure-node.mjs'
import { findBackends } from './runner/find-backends.mjs'
import { createLedger } from './runner/ledger.mjs'
import { runOtherNodes } from './runner/other-nodes.mjs'
import { givenPostgresql, openPostgresql } from './runner/open-postgresql.mjs'
import { setUpDashboard } from './runner/set-up-dashboard.mjs'
import { setUpNative } from './runner/set-up-native.mjs'
import { runStaticChecks } from './runner/static-checks.mjs'
import { runVitest } from './runner/run-vitest.mjs'

const parts = ['static', 'unit', 'postgresql', 'golden', 'backends', 'paper', 'nodes']

await ensureNode()
const { only, files } = readAsked()
const ci = process.env.CI === 'true'
// Slow checks that seldom differ run only in CI, or if --only names some parts.
const everything = ci || only !== parts
// Launchers that tests start stand in folders of their own, not where npm was called.
delete process.env.INIT_CWD
const postgresqlUrl = givenPostgresql()

ensureInstalled()
const ledger = createLedger()
if (files.length > 0) {
  await setUpNative(ledger)
  const [first] = await findBackends(ledger)
  const env = first?.env ?? {}
  await runVitest(
    ledger,
    ['unit', 'paper'].map((part) => ({ part, title: part, env })),
    { filters: files },
  )
  process.exit(ledger.close({ strict: false, complete: false }) ? 0 : 1)
}
// Fetching and compiling leave a core to the checks.
await Promise.all([
  wanted('static') && runStaticChecks(ledger),
  only.some((part) => part !== 'static') && setUpNative(ledger),
  wanted('unit') && setUpDashboard(ledger),
])
if (only.some((part) => part !== 'static')) await runSuites()
const complete = everything && wanted('unit') && wanted('postgresql') && wanted('backends')
process.exitCode = ledger.close({ strict: ci, complete }) ? 0 : 1

async function runSuites() {
  const [first, ...others] = await findBackends(ledger)
  if (first === undefined) return
  const database =
    wanted('unit') || wanted('postgresql') ? await openPostgresql(ledger, postgresqlUrl) : undefined
  try {
    const asked = []
    if (wanted('unit')) {
      const env = { ...first.env, ...(database && { MITOSCOPE_TEST_POSTGRESQL: database.url }) }
      asked.push({ part: 'unit', title: `unit, ${first.name}`, env })
    } else if (wanted('golden')) {
      asked.push({ part: 'golden', title: `golden, ${first.name}`, env: first.env })
    }
    if (wanted('postgresql') && database) {
      const env = { ...first.env, MITOSCOPE_TEST_DATABASE_URL: database.url }
      asked.push({ part: 'postgresql', title: `lab and server on PostgreSQL, ${first.name}`, env })
    }
    if (wanted('backends')) {
      for (const backend of others) {
        if (everything || !isSoftware(backend)) asked.push(toBackendPart(backend))
        else leaveToCi(`backend ${backend.name} in software`, 'backends')
      }
    }
    if (wanted('paper') && everything)
      asked.push({ part: 'paper', title: `reduced scales of the paper, ${first.name}`, env: first.env })
    else if (wanted('paper')) leaveToCi('the reduced scales of the paper', 'paper')
    if (asked.length > 0) await runVitest(ledger, asked)
  } finally {
    await database?.stop()
  }
  if (wanted('nodes') && everything) await runOtherNodes(ledger, first)
  else if (wanted('nodes')) leaveToCi('other versions of Node', 'nodes')
}

function leaveToCi(what, part) {
  ledger.leaveOut(what, `run with CI=true or --only ${part}`, false)
}

function isSoftware({ device }) {
  return device.includes('software')
}

function toBackendPart(backend) {
  const { name, env } = backend
  const title = `backend suites, ${name}`
  if (!isSoftware(backend)) return { part: 'backend', title, env }
  return { part: 'software GPU', title, env: { ...env, MITOSCOPE_TEST_SOFTWARE_GPU: 'true' } }
}

function wanted(part) {
  return only.includes(part)
}

function readAsked() {
  try {
    const options = { only: { type: 'string' } }
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const asked = values.only?.split(',') ?? parts
    const unknown = asked.filter((part) => !parts.includes(part))
    if (unknown.length > 0) throw new Error(`there is no part "${unknown.join(',')}"`)
    return { only: asked, files: positionals }
  } catch (error) {
    console.error(`tests/run.mjs: ${error.message}. Use --only with ${parts.join(', ')}, or names of files.`)
    process.exit(2)
  }
}
