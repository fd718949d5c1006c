import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { badInput } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { cutSeries } from '../metrics/cut-series.ts'
import { recordRunChange } from './record-run-change.ts'
import type { RunBranch } from './find-branches.ts'
import { lockRuns, requireLogged } from './lock-runs.ts'
import type { TrainingRun } from './training-run.ts'

export interface ResumeRunInput {
  readonly id: string
  /** First step to be logged again. */
  readonly fromStep: number
}

export interface ResumedRun {
  readonly run: TrainingRun
  /** Number of points that were cut off, over all series. */
  readonly cutPoints: number
  /** Branch with the points; undefined if there were none. */
  readonly branch: RunBranch | undefined
}

/**
 * Resumes a logged run from a step, for example that of a checkpoint: later points move to a branch, which
 * stays readable, and the run is logged again, however it ended.
 */
export async function resumeRun(
  lab: Lab,
  actor: Actor,
  { id, fromStep }: ResumeRunInput,
): Promise<ResumedRun> {
  if (!Number.isSafeInteger(fromStep) || fromStep < 0)
    throw badInput(
      'fromStep',
      `it must be a whole number from 0 to 9007199254740991; got ${fromStep}`,
      'Give the first step to log again',
    )
  return lab.db.transaction().execute(async (db) => {
    const [before] = await lockRuns(db, actor, [id])
    requireLogged(before)
    const branch = await cutSeries(db, actor, id, fromStep)
    const run = await db
      .updateTable('trainingRun')
      .set({
        state: 'logged',
        failure: null,
        finishedAt: null,
        heartbeatAt: sql<Date>`now()`,
        updatedAt: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const cutPoints = branch?.points ?? 0
    await recordRunChange(db, actor, 'resumeRun', [run], { fromStep, cutPoints })
    if (branch) await publish(db, { kind: 'metrics', id, projectId: run.projectId })
    return { run, cutPoints, branch }
  })
}
