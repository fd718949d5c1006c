import { setTimeout as sleep } from 'node:timers/promises'
import { findSweep, findSweepProgress, localActor } from '@mitoscope/lab'
import type { KnownMachine, Lab, SlimReport, Sweep, SweepProgress } from '@mitoscope/lab'
import type { Progress } from '../terminal/show-progress.ts'

/** Milliseconds between two looks: what is shown changes about that often. */
const pause = 1_000

/** Shows how far a sweep is until its report is there or can come no more; returns the report. */
export async function followSweep(
  lab: Lab,
  sweepId: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<SlimReport | undefined> {
  for (;;) {
    const sweep = await findSweep(lab, localActor, sweepId)
    if (!sweep || sweep.deletedAt) return undefined
    const current = await findProgress(lab, sweep)
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
    await sleep(pause, undefined, { signal })
  }
}

/** Progress of a sweep; estimated for the machine where that is known, else for the workers that there are. */
export async function findProgress(lab: Lab, sweep: Sweep, machine?: KnownMachine): Promise<SweepProgress> {
  return (await findSweepProgress(lab, [sweep], machine)).get(sweep.id)!
}

/** Whether runs are left to train. */
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

/** The job that makes the sweep's report, as long as it is to be waited for. */
function findReportJob(lab: Lab, sweepId: string) {
  return lab.db
    .selectFrom('job')
    .select('progress')
    .where('subjectId', '=', sweepId)
    .where('kind', '=', 'report')
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst()
}
