import { locateEntry } from '@mitoscope/tensor/processes'
import { fork } from 'node:child_process'
import type { Rates } from '@mitoscope/training'

/** Training speed of this machine, and its device. */
export interface Speed extends Rates {
  readonly backend: string
  readonly device: string
  readonly gpu: boolean
}

const entry = locateEntry(new URL('./measure-speed-process.ts', import.meta.url))

/**
 * Measures the training speed for a second in a process of its own. Rejects with the end of its error output if no
 * backend opens.
 */
export function measureSpeed(backend?: string): Promise<Speed> {
  const child = fork(entry.file, backend ? [backend] : [], {
    execArgv: entry.execArgv,
    cwd: entry.cwd,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)))
  return new Promise((resolve, reject) => {
    child.once('message', (speed) => resolve(speed as Speed))
    child.once('error', reject)
    child.once('close', () =>
      reject(
        new Error(`No backend works here:
    ${said.trim()}`),
      ),
    )
  })
}
