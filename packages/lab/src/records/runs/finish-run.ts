import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { toJson } from '../../platform/database/json.ts'
import { badInput } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { recordRunChange } from './record-run-change.ts'
import { lockRuns, requireLogged } from './lock-runs.ts'
import { loggedFailure } from './logged-failure.ts'
import type { TrainingRun } from './training-run.ts'

export interface FinishRunInput {
  readonly id: string
  readonly state: 'finished' | 'failed'
  /** Reason of the failure, in words. */
  readonly reason?: string | null
}

/** Sets the final state of a logged run. Repeating the call changes nothing; later points are still stored. */
export async function finishRun(lab: Lab, actor: Actor, input: FinishRunInput): Promise<TrainingRun> {
  const { id, state, reason = null } = input
  if (state === 'finished' && reason !== null)
    throw badInput('reason', 'a finished run has no reason', 'Leave it out, or give the state FAILED')
  const failure = state === 'failed' ? loggedFailure('reason', reason) : null
  return lab.db.transaction().execute(async (db) => {
    const [before] = await lockRuns(db, actor, [id])
    requireLogged(before)
    if (before.state === state && before.failure?.message === failure?.message) return before
    const run = await db
      .updateTable('trainingRun')
      .set({
        state,
        failure: failure && toJson(failure),
        finishedAt: sql<Date>`now()`,
        heartbeatAt: sql<Date>`now()`,
        updatedAt: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordRunChange(db, actor, 'finishRun', [run], { state })
    return run
  })
}
