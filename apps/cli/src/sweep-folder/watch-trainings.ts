import { setTimeout as sleep } from 'node:timers/promises'
import type { Lab } from '@mitoscope/lab'
import { RemoteError } from '../remote/server-address.ts'
import type { Progress } from '../terminal/show-progress.ts'

/** Milliseconds between two looks at the trainings. */
const intervalMs = 500

/** Failures that every run of the sweep would have. */
const ofAllRuns = ['BAD_DATASET', 'BAD_SWEEP', 'BACKEND_UNAVAILABLE']

interface Watching {
  /** Writes the files of finished runs that are not written yet. */
  readonly exporting: () => Promise<void>
  readonly onNotice?: (text: string) => void
  readonly progress: Progress
  readonly signal: AbortSignal
}

/**
 * Follows the trainings of a sweep until the signal aborts: has finished runs exported, and passes on what their jobs
 * say. Rejects with RemoteError for a failure that all runs would have.
 */
export async function watchTrainings(
  lab: Lab,
  sweepId: string,
  { exporting, onNotice, progress, signal }: Watching,
): Promise<never> {
  let line = await findLastLine(lab)
  const told = new Set<string>()
  for (;;) {
    await sleep(intervalMs, undefined, { signal })
    await exporting()
    for (const { line: next, message } of await findLines(lab, sweepId, line)) {
      line = next
      // Several trainings wait for the same data.
      if (told.has(message)) continue
      told.add(message)
      progress.clear()
      onNotice?.(message)
    }
    await rejectHopeless(lab, sweepId)
  }
}

async function findLastLine({ db }: Lab): Promise<number> {
  const { last } = await db
    .selectFrom('jobLog')
    .select((e) => e.fn.max<number | null>('line').as('last'))
    .executeTakeFirstOrThrow()
  return last ?? 0
}

function findLines({ db }: Lab, sweepId: string, after: number) {
  return db
    .selectFrom('jobLog')
    .innerJoin('job', 'job.id', 'jobLog.jobId')
    .innerJoin('trainingRun', 'trainingRun.id', 'job.subjectId')
    .select(['jobLog.line', 'jobLog.message'])
    .where('trainingRun.sweepId', '=', sweepId)
    .where('jobLog.line', '>', after)
    .orderBy('jobLog.line')
    .execute()
}

/** Rejects with RemoteError for a failure that all runs would have; one that waits for another attempt has its last one. */
export async function rejectHopeless({ db }: Lab, sweepId: string): Promise<void> {
  const failed = await db
    .selectFrom('trainingRun')
    .select('failure')
    .where('sweepId', '=', sweepId)
    .where('failure', 'is not', null)
    .execute()
  const found = failed.find(({ failure }) => failure && ofAllRuns.includes(failure.code))
  if (found) throw new RemoteError(found.failure!.message)
}
