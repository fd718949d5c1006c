import { setTimeout as sleep } from 'node:timers/promises'
import { startMitoscope, type MitoscopeProcess } from '../../faults/start-mitoscope.ts'

export interface Served extends MitoscopeProcess {
  readonly url: string
  /** Milliseconds from the start of the process to the first 200 of /readyz. */
  readonly startMs: number
}

/** The times and the log that people have, not those of tests. */
export const usual = { MITOSCOPE_TIMES: '', MITOSCOPE_LOG: 'warn' }

/** `mitoscope serve` in a process of its own, once it is ready. */
export async function serve(
  folder: string,
  env: NodeJS.ProcessEnv = {},
  args: readonly string[] = [],
): Promise<Served> {
  const from = performance.now()
  const child = startMitoscope(['serve', '--port', '0', '--data', folder, ...args], { ...usual, ...env })
  const url = await child.ready
  while ((await fetch(`${url}/readyz`)).status !== 200) await sleep(10)
  return { ...child, url, startMs: performance.now() - from }
}
