import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { notFound } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import type { RepresentationRecord } from '../representations/representation-record.ts'
import { insertOrFind } from '../records/insert-or-find.ts'
import { cleanUploads } from './clean-uploads.ts'
import { findKnownRepresentation } from './find-known-representation.ts'
import { readAnnouncement, type Announcement } from './read-announcement.ts'
import { requireSpace } from './require-space.ts'
import type { Upload } from './upload.ts'

/** Milliseconds within which an upload must be completed. */
const longestUpload = 7 * 24 * 3600_000

/**
 * Declares a file. If its bytes are stored already, they need not be sent, and the result is the
 * representation. Repeating the declaration, for example after an interruption, returns the same upload.
 */
export async function createUpload(
  lab: Lab,
  actor: Actor,
  announcement: Announcement,
): Promise<{ readonly representation: RepresentationRecord } | { readonly upload: Upload }> {
  const input = readAnnouncement(announcement)
  const run = await lab.db
    .selectFrom('trainingRun')
    .selectAll()
    .where('id', '=', input.runId)
    .executeTakeFirst()
  if (!run) throw notFound('training run', input.runId)
  requireRole(actor, run.projectId, 'editor', 'training run', run.id)
  if (run.deletedAt) throw notFound('training run', run.id)
  const representation = await findKnownRepresentation(lab, actor, run, input)
  if (representation) return { representation }
  await cleanUploads(lab)
  await requireSpace(lab, input.bytes)
  const upload = await lab.db.transaction().execute(async (db) => {
    // Locked, so that it is not deleted before its upload is there.
    const present = await db
      .selectFrom('trainingRun')
      .select('id')
      .where('id', '=', run.id)
      .where('deletedAt', 'is', null)
      .forShare()
      .executeTakeFirst()
    if (!present) throw notFound('training run', run.id)
    const id = randomUUID()
    const { fileName, bytes, hash, epoch = null } = input
    const expiresAt = new Date(Date.now() + longestUpload)
    const insert = () =>
      db
        .insertInto('upload')
        .values({
          id,
          projectId: run.projectId,
          runId: run.id,
          epoch,
          fileName,
          bytes,
          hash,
          state: 'receiving',
          createdBy: actor.userId,
          actor: actor.name,
          expiresAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst()
    // The one that is under way may end before it is found: then there is room for another.
    const prolong = () =>
      db
        .updateTable('upload')
        .set({ expiresAt, updatedAt: new Date() })
        .where('runId', '=', run.id)
        .where('epoch', 'is not distinct from', epoch)
        .where('hash', '=', hash)
        .where('state', '=', 'receiving')
        .returningAll()
        .executeTakeFirst()
    const { row: made, created } = await insertOrFind(insert, prolong)
    if (created)
      await recordAudit(db, actor, {
        action: 'createUpload',
        projectId: run.projectId,
        subject: `upload ${id}`,
        detail: { runId: run.id, epoch, fileName, bytes, hash },
      })
    return made
  })
  return { upload }
}
