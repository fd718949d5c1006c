import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import { startRequestedAnalyses } from '../analyses/start-requested.ts'
import { LabError } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import { keepRepresentation } from '../representations/keep-representation.ts'
import type { RepresentationRecord } from '../representations/representation-record.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import type { Announcement } from './read-announcement.ts'

/**
 * Returns the representation of a file that need not be sent: this run has it already, or the actor may read
 * another one of the same bytes. A hash alone grants no right to another user's file. Returns undefined if
 * the file must be sent.
 */
export async function findKnownRepresentation(
  lab: Lab,
  actor: Actor,
  run: TrainingRun,
  { fileName, bytes, hash, epoch = null }: Announcement,
): Promise<RepresentationRecord | undefined> {
  const rows = await lab.db
    .selectFrom('representation')
    .selectAll()
    .where('blobHash', '=', hash)
    .where('deletedAt', 'is', null)
    .execute()
  const own = rows.find((row) => row.runId === run.id && row.epoch === epoch)
  if (own) return own
  const source = rows.find((row) => mayRead(actor, row.projectId) && row.width === run.width)
  if (!source) return undefined
  try {
    return await lab.db.transaction().execute(async (db) => {
      const { record, isNew } = await keepRepresentation(db, lab, actor, {
        id: randomUUID(),
        projectId: run.projectId,
        runId: run.id,
        epoch,
        fileName,
        bytes,
        hash,
        facts: {
          ...source,
          trainRows: source.trainRows ?? undefined,
          classes: source.classes ?? undefined,
        },
      })
      if (isNew) await startRequestedAnalyses(db, lab, run, record)
      return record
    })
  } catch (error) {
    // Purged at this moment: then it is sent again.
    if (error instanceof LabError && error.code === 'CONFLICT') return undefined
    throw error
  }
}
