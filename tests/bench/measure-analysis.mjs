import { join } from 'node:path'
import { root } from '../../apps/cli/bin/ensure-installed.mjs'
import { measureMemory } from './process-memory.mjs'

/** Runs `mitoscope analyze FILE --json` as a user would: seconds and memory of the whole process tree. */
export async function measureAnalysis(file, cwd, more = []) {
  const command = [join(root, 'apps/cli/bin/mitoscope.mjs'), 'analyze', file, '--json', ...more]
  const { status, stdout, stderr, seconds, peakBytes } = await measureMemory(process.execPath, command, {
    cwd,
  })
  if (status !== 0) throw new Error(`mitoscope analyze ended with status ${status}: ${stderr.trim()}`)
  return { seconds, peakBytes, report: JSON.parse(stdout) }
}
