import { lastLine, runCommand } from './run-command.ts'
import { SetUpImpossible } from './set-up-impossible.ts'

/** Loads the binding in a process of its own, where a crash does no harm, and returns what it reports. */
export async function verifyBinding(binding: string): Promise<{ version: string; gpu: boolean }> {
  const script =
    'const b = require(process.argv[1]);' +
    "console.log('\\n' + JSON.stringify({ version: b.TF_Version, gpu: b.isUsingGpuDevice() }))"
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' }
  const result = await runCommand(process.execPath, ['-e', script, binding], { env, timeoutMs: 120_000 })
  if (result.code === 0) return JSON.parse(result.stdout.trim().split('\n').at(-1) ?? '')
  throw new SetUpImpossible(
    `The TensorFlow library does not load here (${lastLine(result.stderr)})`,
    'Its build may not fit this system: set MITOSCOPE_TENSORFLOW to the folder of one that does',
  )
}
