import { join } from 'node:path'
import { root } from '../../../apps/cli/bin/ensure-installed.mjs'
import { measureMemory } from '../process-memory.ts'

/** Runs `mitoscope analyze FILE --json` as a user would: seconds and memory of the whole process tree. */
export async function measureAnalysis(
  file: string,
  more: readonly string[],
): Promise<{ seconds: number; peakBytes: number }> {
  const command = [join(root, 'apps/cli/bin/mitoscope.mjs'), 'analyze', file, '--json', ...more]
  const { status, stderr, seconds, peakBytes } = await measureMemory(process.execPath, command)
  if (status !== 0) throw new Error(`mitoscope analyze ended with status ${status}: ${stderr.trim()}`)
  return { seconds, peakBytes }
}
