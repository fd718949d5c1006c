import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Actor } from '../access/actor.ts'
import { deleterOf, lockRecord } from '../nouns/delete-and-restore.ts'
import type { Analysis } from './analysis.ts'
import { requeueAnalysis } from './find-or-queue-analysis.ts'

/** Queues a failed or cancelled analysis again. Throws CONFLICT for any other state. */
export function retryAnalysis(lab: Lab, actor: Actor, id: string): Promise<Analysis> {
  return lab.db.transaction().execute(async (db) => {
    const analysis = await lockRecord(db, actor, 'analysis', 'analysis', id)
    if (analysis.deletedAt !== null) throw notFound('analysis', id)
    if (analysis.state === 'failed' || analysis.state === 'cancelled')
      return requeueAnalysis(db, lab, actor, analysis)
    throw new LabError(
      'CONFLICT',
      `The analysis ${id} is ${analysis.state}: only failed and cancelled ones are retried. ` +
        'To compute a finished one again, start it with recompute.',
    )
  })
}

/** Commands that delete an analysis until it is restored or purged, cancelling its job, and that restore it. */
export const { remove: deleteAnalysis, restore: restoreAnalysis } = deleterOf('analysis', {
  word: 'analysis',
  detail: ({ measure, runId }) => ({ measure, runId }),
  eventSubject: ({ runId }) => runId,
})
