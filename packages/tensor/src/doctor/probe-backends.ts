import { fork } from 'node:child_process'
import { type BackendName, backendNames } from '../backend-name.ts'
import { locateEntry } from '../processes/locate-entry.ts'
import type { BackendReport, ExamineRequest } from './backend-report.ts'

export interface ProbeOptions {
  /** Measures a product on each backend if true, one after the other so that they do not share the CPU. */
  readonly measure?: boolean
  /** Time limit for one backend in milliseconds; the default is 90,000. */
  readonly timeoutMs?: number
}

/** Tries every backend in a process of its own. One that crashes or hangs is reported as absent. */
export async function probeBackends(options: ProbeOptions = {}): Promise<BackendReport[]> {
  const reports: BackendReport[] = []
  for (const name of backendNames) reports.push(await probe(name, options))
  return reports
}

function probe(
  name: BackendName,
  { measure = false, timeoutMs = 90_000 }: ProbeOptions,
): Promise<BackendReport> {
  const { file, execArgv } = locateEntry(new URL('./examine-backend.ts', import.meta.url))
  return new Promise((resolve) => {
    const absent = (reason: string) =>
      resolve({ name, present: false, reason, remedy: 'Use another backend' })
    const child = fork(file, [], {
      execArgv,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const timer = setTimeout(() => {
      absent(`it did not answer within ${timeoutMs / 1e3} s`)
      child.kill('SIGKILL')
    }, timeoutMs)
    child.once('message', (report) => resolve(report as BackendReport))
    child.once('error', (error) => absent(error.message))
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      // Without effect after an answer, because a promise settles only once.
      absent(`its process ended by ${signal ?? `status ${code}`}`)
    })
    const request: ExamineRequest = { name, measure }
    child.send(request)
  })
}
