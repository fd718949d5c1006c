import { setTimeout as sleep } from 'node:timers/promises'
import { findSweep, findSweepProgress, localActor, type Lab, type SlimReport } from '@mitoscope/lab'
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
    const current = (await findSweepProgress(lab, [sweep])).get(sweepId)!
    const { finished, ...others } = current.counts
    const all = finished + Object.values(others).reduce((sum, count) => sum + count, 0)
    if (current.state === 'queued' || current.state === 'running') {
      progress.update(`Training, ${finished} of ${all} runs`, current.progress, current.secondsLeft)
    } else if (sweep.report) {
      return sweep.report as unknown as SlimReport
    } else if (finished === 0 || !(await isAtWork(lab, sweepId))) {
      return undefined
    } else {
      const { done, total } = await countAnalyses(lab, sweepId)
      progress.update(`Analysing, ${done} of ${total} answers`, total === 0 ? 0 : done / total)
    }
    await sleep(pause, undefined, { signal })
  }
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

async function isAtWork(lab: Lab, sweepId: string): Promise<boolean> {
  const { done, total } = await countAnalyses(lab, sweepId)
  if (done < total) return true
  const report = await lab.db
    .selectFrom('job')
    .select('state')
    .where('subjectId', '=', sweepId)
    .where('kind', '=', 'report')
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst()
  return report !== undefined
}
