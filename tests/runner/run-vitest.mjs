import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'
import { runCommand } from './run-command.mjs'

/**
 * Runs parts of the tests beside each other, so that no core waits for the last file of one of them, and counts them.
 * A part is { part, title, env } of suites.ts; `filters` are ends or middles of paths, all files when empty; `node` is
 * the interpreter, when it is not this one; with `all`, a test that skips itself has failed.
 */
export async function runVitest(ledger, parts, { filters = [], node = process.execPath, all = false } = {}) {
  const place = mkdtempSync(join(tmpdir(), 'mitoscope-tests-'))
  const output = join(place, 'report.json')
  console.log(`\n▸ ${parts.map(({ title }) => title).join(' · ')}`)
  try {
    const status = await runCommand(
      node,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--config=tests/vitest.config.ts',
        '--reporter=default',
        '--reporter=./tests/runner/count-reporter.ts',
        ...filters,
      ],
      { MITOSCOPE_TEST_PARTS: JSON.stringify(parts), MITOSCOPE_TEST_REPORT: output },
    )
    ledger.noteFiles(
      parts.map(({ title }) => title),
      readReports(output),
      status,
      { all },
    )
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function readReports(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return []
  }
}
