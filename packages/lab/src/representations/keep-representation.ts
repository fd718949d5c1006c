import type { RepresentationFacts } from '@mitoscope/analysis/representation'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { recordBlob } from '../blobs/blob-records.ts'
import type { Queries } from '../database/database.ts'
import { toJson } from '../database/json.ts'
import { publish } from '../events/events.ts'
import type { Lab } from '../lab.ts'
import type { RepresentationRecord } from './representation-record.ts'

export interface KeepRepresentationInput {
  readonly id: string
  readonly projectId: string
  readonly runId: string
  readonly epoch: number | null
  readonly fileName: string
  readonly bytes: number
  readonly hash: string
  readonly facts: Omit<RepresentationFacts, 'warnings'>
}

/**
 * Inserts the row of a representation whose blob is stored; returns the existing row for the same run, epoch
 * and bytes.
 */
export async function keepRepresentation(
  db: Queries,
  lab: Lab,
  actor: Actor,
  input: KeepRepresentationInput,
): Promise<{ readonly record: RepresentationRecord; readonly isNew: boolean }> {
  const { id, projectId, runId, epoch, fileName, bytes, hash, facts } = input
  // Its lock also makes two that keep the same bytes at once follow each other.
  await recordBlob(db, lab, { hash, bytes })
  const known = await db
    .selectFrom('representation')
    .selectAll()
    .where('runId', '=', runId)
    .where('epoch', 'is not distinct from', epoch)
    .where('blobHash', '=', hash)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (known) return { record: known, isNew: false }
  const { format, inputHash, width, testRows } = facts
  const record = await db
    .insertInto('representation')
    .values({
      id,
      projectId,
      runId,
      epoch,
      fileName,
      format,
      blobHash: hash,
      inputHash,
      width,
      testRows,
      trainRows: facts.trainRows ?? null,
      classes: facts.classes ?? null,
      tensors: toJson(facts.tensors),
      createdBy: actor.userId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAudit(db, actor, {
    action: 'keepRepresentation',
    projectId,
    subject: `representation ${id}`,
    detail: { runId, epoch, hash },
  })
  await publish(db, { kind: 'run', id: runId, projectId })
  return { record, isNew: true }
}
