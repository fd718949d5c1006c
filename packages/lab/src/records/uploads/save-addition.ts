import type { RepresentationFacts } from '@mitoscope/analysis/representation'
import { localActor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { recordBlob } from '../../platform/blobs/blob-records.ts'
import type { StoredBlob } from '../../platform/blobs/blob-store.ts'
import { toJson } from '../../platform/database/json.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { RepresentationRecord } from '../representations/representation-record.ts'
import type { Upload } from './upload.ts'

interface Addition {
  readonly facts: RepresentationFacts
  /** Blob of the representation with the added tensors. */
  readonly joined: Pick<StoredBlob, 'hash' | 'bytes'>
}

/**
 * Completes a representation by a file with all of its tensors. Its analyses stay: they name the input that they were computed
 * from. Returns undefined, and changes nothing, if the representation is not as it was when the file was joined.
 */
export function saveAddition(
  lab: Lab,
  upload: Upload,
  before: RepresentationRecord,
  { facts, joined }: Addition,
): Promise<RepresentationRecord | undefined> {
  return lab.db.transaction().execute(async (db) => {
    await recordBlob(db, lab, joined)
    const record = await db
      .updateTable('representation')
      .set({
        blobHash: joined.hash,
        inputHash: facts.inputHash,
        fileName: before.fileName.replace(/(\.[^.]*)?$/, '.safetensors'),
        format: facts.format,
        trainRows: facts.trainRows ?? null,
        classes: facts.classes ?? null,
        tensors: toJson(facts.tensors),
      })
      .where('id', '=', before.id)
      .where('blobHash', '=', before.blobHash)
      .where('deletedAt', 'is', null)
      .returningAll()
      .executeTakeFirst()
    if (!record) return undefined
    await db
      .updateTable('upload')
      .set({ state: 'finished', failure: null, representationId: record.id, updatedAt: new Date() })
      .where('id', '=', upload.id)
      .execute()
    const { id, projectId, runId } = record
    const actor = { ...localActor, userId: upload.createdBy, name: upload.actor }
    await recordAudit(db, actor, {
      action: 'addTensors',
      projectId,
      subject: `representation ${id}`,
      detail: { runId, fileName: upload.fileName, hash: upload.hash, before: before.blobHash },
    })
    await publish(db, { kind: 'trainingRun', id: runId, projectId })
    return record
  })
}
