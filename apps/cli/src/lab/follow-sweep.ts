import { setTimeout as sleep } from 'node:timers/promises'
import { findSweep, findSweepProgress, localActor } from '@mitoscope/lab'
import type { KnownMachine, Lab, SlimReport, Sweep, SweepProgress } from '@mitoscope/lab'
import type { Progress } from '../terminal/show-progress.ts'

/** Milliseconds between updates. */
const updateIntervalMs = 1_000

/**
 * Shows a sweep's progress until its report exists or cannot come any more, and returns the report. The speed of the
 * machine, if it is known, counts until trainings show theirs.
 */
export async function followSweep(
  lab: Lab,
  sweepId: string,
  progress: Progress,
  signal: AbortSignal,
  machine?: KnownMachine,
): Promise<SlimReport | undefined> {
  for (;;) {
    const sweep = await findSweep(lab, localActor, sweepId)
    if (!sweep || sweep.deletedAt) return undefined
    const current = await findProgress(lab, sweep, machine)
    const { finished, ...others } = current.counts
    const all = finished + Object.values(others).reduce((sum, count) => sum + count, 0)
    if (isTraining(current)) {
      progress.update(`Training, ${finished} of ${all} runs`, current.progress, current.secondsLeft)
    } else if (sweep.report) {
      return sweep.report as unknown as SlimReport
    } else {
      const [{ done, total }, summary] = [
        await countAnalyses(lab, sweepId),
        await findReportJob(lab, sweepId),
      ]
      if (finished === 0 || (done === total && !summary)) return undefined
      const { secondsLeft } = current
      if (done < total) progress.update(`Analysing, ${done} of ${total} answers`, done / total, secondsLeft)
      else progress.update('Summing up', summary!.progress, secondsLeft)
    }
    await sleep(updateIntervalMs, undefined, { signal })
  }
}

/** Returns the progress of a sweep, estimated for `machine` if given, else for the lab's workers. */
export async function findProgress(lab: Lab, sweep: Sweep, machine?: KnownMachine): Promise<SweepProgress> {
  return (await findSweepProgress(lab, [sweep], machine)).get(sweep.id)!
}

/** Returns true while runs wait for training or train. */
export function isTraining({ state }: SweepProgress): boolean {
  return state === 'queued' || state === 'running'
}

async function countAnalyses(lab: Lab, sweepId: string) {
  const rows = await lab.db
    .selectFrom('analysis')
    .innerJoin('trainingRun', 'trainingRun.id', 'analysis.runId')
    .select((e) => ['analysis.state', e.fn.countAll<number>().as('count')])
    .where('trainingRun.sweepId', '=', sweepId)
    .groupBy('analysis.state')
    .execute()
  const sum = (states: readonly string[]) =>
    rows.reduce((total, { state, count }) => total + (states.includes(state) ? Number(count) : 0), 0)
  const done = sum(['finished', 'failed', 'cancelled'])
  return { done, total: done + sum(['queued', 'running']) }
}

/** Finds the unfinished job that creates the sweep's report. */
function findReportJob(lab: Lab, sweepId: string) {
  return lab.db
    .selectFrom('job')
    .select('progress')
    .where('subjectId', '=', sweepId)
    .where('kind', '=', 'report')
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst()
}
