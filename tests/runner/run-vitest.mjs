import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'
import { runCommand } from './run-command.mjs'

/**
 * Runs the test files under `folders` (all when empty) on one backend, and counts them.
 * `node` is the interpreter, when it is not this one.
 */
export async function runVitest(ledger, title, backend, folders = [], exclude = [], node = process.execPath) {
  await ledger.step(`${title}, ${backend.name}`, async () => {
    const place = mkdtempSync(join(tmpdir(), 'mitoscope-tests-'))
    const output = join(place, 'report.json')
    try {
      const status = await runCommand(
        node,
        [
          join(root, 'node_modules/vitest/vitest.mjs'),
          'run',
          '--config=tests/vitest.config.ts',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${output}`,
          ...exclude.map((glob) => `--exclude=${glob}`),
          ...folders,
        ],
        backend.env,
      )
      return count(ledger, status, readReport(output))
    } finally {
      rmSync(place, { recursive: true, force: true })
    }
  })
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { testResults: [] }
  }
}

function count(ledger, status, { testResults }) {
  const tests = testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({
      name: `${relative(root, file.name)}: ${test.fullName}`,
      status: test.status,
    })),
  )
  const named = (keep) => tests.filter((test) => keep(test.status)).map((test) => test.name)
  const passed = named((is) => is === 'passed')
  ledger.noteTests(
    passed,
    named((is) => is !== 'passed' && is !== 'failed'),
  )
  // A file that does not load has no tests to fail: it is one failure itself.
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const failed = named((is) => is === 'failed').length + unloaded.length
  // Errors outside of any test, and a runner that died, show in the exit status only.
  return { passed: passed.length, failed: failed === 0 && status !== 0 ? 1 : failed }
}
