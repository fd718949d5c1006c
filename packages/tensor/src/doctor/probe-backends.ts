import { type BackendName, backendNames } from '../backend-name.ts'
import { forkProcess, ProcessEnded, request } from '../processes/fork-process.ts'
import { backendReport, type BackendReport, type ExamineRequest } from './backend-report.ts'

export interface ProbeOptions {
  /** Measures a product on each backend if true, one after the other so that they do not share the CPU. */
  readonly measure?: boolean
  /** Time limit for one backend in milliseconds; the default is 90,000. */
  readonly timeoutMs?: number
}

const source = new URL('./examine-backend.ts', import.meta.url)

/** Tries every backend in a process of its own. One that crashes or hangs is reported as absent. */
export async function probeBackends(options: ProbeOptions = {}): Promise<BackendReport[]> {
  const reports: BackendReport[] = []
  for (const name of backendNames) reports.push(await probe(name, options))
  return reports
}

async function probe(
  name: BackendName,
  { measure = false, timeoutMs = 90_000 }: ProbeOptions,
): Promise<BackendReport> {
  const child = forkProcess<ExamineRequest, BackendReport>(source, backendReport)
  let late = false
  const timer = setTimeout(() => {
    late = true
    child.kill()
  }, timeoutMs)
  try {
    return await request(child, { name, measure })
  } catch (error) {
    if (!(error instanceof ProcessEnded)) throw error
    const reason = late ? `it did not answer within ${timeoutMs / 1e3} s` : `its process ${error.end.reason}`
    return { name, present: false, reason, remedy: 'Use another backend' }
  } finally {
    clearTimeout(timer)
  }
}
