import { sql, type Updateable } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { TrainingRunTable } from '../database/tables.ts'
import { publish } from '../events/events.ts'
import type { TrainingRun } from '../runs/training-run.ts'

/**
 * Updates a run as its job proceeds, and notifies followers of the run and its sweep. Returns undefined if
 * the run is deleted.
 */
export async function followRun(
  db: Queries,
  id: string,
  changes: Omit<Updateable<TrainingRunTable>, 'startedAt' | 'training'> & {
    readonly startedAt?: unknown
    readonly training?: unknown
  },
): Promise<TrainingRun | undefined> {
  const run = await db
    .updateTable('trainingRun')
    .set({ ...(changes as Updateable<TrainingRunTable>), updatedAt: sql`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (!run) return undefined
  const { projectId, sweepId } = run
  await publish(db, { kind: 'run', id, projectId })
  if (sweepId !== null) await publish(db, { kind: 'sweep', id: sweepId, projectId })
  return run
}
