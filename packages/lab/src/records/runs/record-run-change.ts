import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import { publishAll } from '../../platform/events/events.ts'
import type { TrainingRun } from './training-run.ts'

/** Records a command on several runs: one audit entry per project, and one event per run. */
export async function recordRunChange(
  db: Queries,
  actor: Actor,
  action: string,
  runs: readonly TrainingRun[],
  detail: object = {},
): Promise<void> {
  for (const projectId of new Set(runs.map((run) => run.projectId))) {
    const ids = runs.filter((run) => run.projectId === projectId).map(({ id }) => id)
    const subject = ids.length === 1 ? `run ${ids[0]}` : `${ids.length} runs`
    await recordAudit(db, actor, { action, projectId, subject, detail: ids.length === 1 ? detail : { ...detail, ids } }) // prettier-ignore
  }
  await publishRuns(db, runs)
}

/** Publishes one event per run. */
export async function publishRuns(db: Queries, runs: readonly TrainingRun[]): Promise<void> {
  await publishAll(
    db,
    runs.map(({ id, projectId }) => ({ kind: 'trainingRun', id, projectId })),
  )
}
