// `npm test`: everything that says whether this tree is sound, with one last line "N passed, N failed".
// --only static|unit|postgresql|golden|backends|nodes|paper (several with commas) runs a part of it.
// With CI=true a part that cannot run here counts as failed instead of being mentioned.
import { parseArgs } from 'node:util'
import { ensureInstalled, requireNode } from '../apps/cli/bin/ensure-installed.mjs'
import { findBackends } from './runner/find-backends.mjs'
import { createLedger } from './runner/ledger.mjs'
import { runOtherNodes } from './runner/other-nodes.mjs'
import { runOnPostgresql } from './runner/run-on-postgresql.mjs'
import { setUpNative } from './runner/set-up-native.mjs'
import { runStaticChecks } from './runner/static-checks.mjs'
import { runVitest } from './runner/run-vitest.mjs'

const parts = ['static', 'unit', 'postgresql', 'golden', 'backends', 'nodes', 'paper']
// What depends on the backend; the rest runs once, on the first.
const backendSuites = [
  'packages/tensor/',
  'packages/analysis/src/measures/',
  'packages/training/',
  'tests/golden/',
]
// A GPU played by the processor is a hundred times slower: the measures are left to what tests/golden sees of them.
const smallSuites = backendSuites.filter((folder) => !folder.includes('measures'))
const anyBackend = [
  'packages/tensor/src/*.test.ts',
  'packages/tensor/src/native/**',
  'packages/training/src/datasets/**',
]

requireNode()
const only = readParts()
const ci = process.env.CI === 'true'
// Launchers that tests start stand in folders of their own, not where npm was called.
delete process.env.INIT_CWD

ensureInstalled()
const ledger = createLedger()
if (wanted('static')) await runStaticChecks(ledger)
if (only.some((part) => part !== 'static')) await runSuites()
const complete = wanted('unit') && wanted('postgresql') && wanted('golden') && wanted('backends')
process.exitCode = ledger.close({ strict: ci, complete }) ? 0 : 1

async function runSuites() {
  await setUpNative(ledger)
  const [first, ...others] = await findBackends(ledger)
  if (first === undefined) return
  const elsewhere = ['tests/paper/**', ...(wanted('golden') ? [] : ['tests/golden/**'])]
  if (wanted('unit')) await runVitest(ledger, 'unit', first, [], elsewhere)
  else if (wanted('golden')) await runVitest(ledger, 'golden', first, ['tests/golden/'])
  if (wanted('postgresql')) await runOnPostgresql(ledger, first)
  if (wanted('backends')) {
    for (const backend of others) {
      const suites = backend.device.includes('software') ? smallSuites : backendSuites
      await runVitest(ledger, 'backend suites', backend, suites, anyBackend)
    }
  }
  const asked = ci || only !== parts
  if (wanted('nodes') && asked) await runOtherNodes(ledger, first)
  else if (wanted('nodes'))
    ledger.leaveOut('other versions of Node', 'run with CI=true or --only nodes', false)
  if (wanted('paper') && asked) await runVitest(ledger, 'small scales of the paper', first, ['tests/paper/'])
  else if (wanted('paper'))
    ledger.leaveOut('the small scales of the paper', 'run with CI=true or --only paper', false)
}

function wanted(part) {
  return only.includes(part)
}

function readParts() {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' } } })
    const asked = values.only?.split(',') ?? parts
    const unknown = asked.filter((part) => !parts.includes(part))
    if (unknown.length === 0) return asked
    throw new Error(`there is no part "${unknown.join(',')}"`)
  } catch (error) {
    console.error(`tests/run.mjs: ${error.message}. Use --only with ${parts.join(', ')}.`)
    process.exit(2)
  }
}
