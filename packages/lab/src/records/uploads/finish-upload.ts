import { randomUUID } from 'node:crypto'
import { localActor } from '../access/actor.ts'
import { startRequestedAnalyses } from '../analyses/start-analyses.ts'
import { toJson } from '../../platform/database/json.ts'
import { LabError, notFound, withholdDetail, type ErrorCode } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { saveRepresentation } from '../representations/save-representation.ts'
import { lastHidden } from '../representations/site.ts'
import type { RepresentationRecord } from '../representations/representation-record.ts'
import { saveAddition } from './save-addition.ts'
import { ingestFile } from './ingest-file.ts'
import type { IngestAnswer } from './ingest-messages.ts'
import { openStaging } from './staging.ts'
import { cleanUploads, removeOrphanedStaging, type Upload } from './upload.ts'

const underWay = new Map<string, Promise<RepresentationRecord>>()

/**
 * Validates an upload whose bytes are all staged, under its id or the given name, moves them to the blob
 * store and creates the representation. An upload finishes once, however often this is called and whichever
 * process dies in between. Throws BAD_USER_INPUT for an invalid file, whose bytes are then deleted; after any
 * other error the call can be repeated.
 */
export function finishUpload(lab: Lab, id: string, stagedName = id): Promise<RepresentationRecord> {
  const key = `${lab.folder} ${stagedName}`
  const known = underWay.get(key)
  if (known) return known
  const finished = finish(lab, id, stagedName).finally(() => underWay.delete(key))
  underWay.set(key, finished)
  return finished
}

async function finish(lab: Lab, id: string, stagedName: string): Promise<RepresentationRecord> {
  const found = await fetchUpload(lab, id)
  if (found.state !== 'receiving') return answerEnded(lab, found)
  const run = await lab.db
    .selectFrom('trainingRun')
    .selectAll()
    .where('id', '=', found.runId)
    .executeTakeFirst()
  if (!run || run.deletedAt)
    return rejectUpload(lab, found, 'NOT_FOUND', `The run ${found.runId} was deleted.`)
  const target = found.additionTo === null ? undefined : await fetchTarget(lab, found.additionTo)
  if (found.additionTo !== null && !target)
    return rejectUpload(lab, found, 'NOT_FOUND', `The representation ${found.additionTo} was deleted.`)
  const answer = await ingest(lab, found, run.width, stagedName, target)
  if ('rejected' in answer) return rejectUpload(lab, found, 'BAD_USER_INPUT', answer.rejected)
  if ('failed' in answer) {
    // Another server of the lab may have finished it meanwhile, and taken its bytes away.
    const { failed, code, detail } = answer
    const latest = await fetchUpload(lab, id)
    if (latest.state !== 'receiving') return answerEnded(lab, latest)
    if (!code) throw new Error(failed)
    throw detail === undefined ? new LabError(code, failed) : withholdDetail(code, failed, detail)
  }
  const { facts, joined } = answer
  if (target && joined) {
    const completed = await saveAddition(lab, found, target, { facts, joined })
    // Another file was added meanwhile: to the representation as it is now.
    if (!completed) return finish(lab, id, stagedName)
    await openStaging(lab).remove(id).catch(() => {}) // prettier-ignore
    return completed
  }
  // What was declared comes before what the file says.
  const name = found.site ?? facts.site?.name ?? lastHidden
  const said = name === facts.site?.name ? facts.site : undefined
  const site = {
    site: name,
    siteKind: found.siteKind ?? said?.kind ?? null,
    sitePosition: found.sitePosition ?? said?.position ?? null,
  }
  const representation = await lab.db.transaction().execute(async (db) => {
    const actor = { ...localActor, userId: found.createdBy, name: found.actor }
    const { record, isNew } = await saveRepresentation(db, lab, actor, {
      id: randomUUID(),
      runId: run.id,
      projectId: run.projectId,
      site,
      epoch: found.epoch,
      fileName: found.fileName,
      bytes: found.bytes,
      hash: found.hash,
      facts,
    })
    await db
      .updateTable('upload')
      .set({ state: 'finished', failure: null, representationId: record.id, updatedAt: new Date() })
      .where('id', '=', id)
      .execute()
    if (isNew) await startRequestedAnalyses(db, lab, run, record)
    return record
  })
  // What is left behind here, the next cleaning finds.
  await openStaging(lab)
    .remove(id)
    .catch(() => {})
  return representation
}

async function fetchUpload(lab: Lab, id: string): Promise<Upload> {
  const found = await lab.db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()
  if (!found) throw notFound('upload', id)
  return found
}

async function fetchTarget(lab: Lab, id: string): Promise<RepresentationRecord | undefined> {
  return lab.db
    .selectFrom('representation')
    .selectAll()
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
}

function ingest(
  lab: Lab,
  upload: Upload,
  width: number,
  stagedName: string,
  target: RepresentationRecord | undefined,
): Promise<IngestAnswer> {
  const { fileName, bytes, hash, site } = upload
  const place = { folder: lab.folder, blobUrl: lab.blobUrl }
  const addition = target && { blobHash: target.blobHash, fileName: target.fileName }
  return ingestFile({ place, stagedName, fileName, bytes, hash, width, site, addition })
}

async function answerEnded(lab: Lab, upload: Upload): Promise<RepresentationRecord> {
  const { state, failure, representationId } = upload
  if (state === 'failed' && failure) throw new LabError(failure.code as ErrorCode, failure.message)
  const record =
    representationId === null
      ? undefined
      : await lab.db
          .selectFrom('representation')
          .selectAll()
          .where('id', '=', representationId)
          .executeTakeFirst()
  if (record) return record
  throw new LabError(
    'NOT_FOUND',
    state === 'expired'
      ? `The upload ${upload.id} was not completed in time. Begin again with createUpload.`
      : `What the upload ${upload.id} brought was deleted. Begin again with createUpload.`,
  )
}

/**
 * Ends an upload that cannot become a representation: stores its failure, deletes its bytes, and throws the
 * error. Returns the representation if another server of the lab has finished the upload meanwhile.
 */
async function rejectUpload(
  lab: Lab,
  { id }: Upload,
  code: ErrorCode,
  message: string,
): Promise<RepresentationRecord> {
  const { numUpdatedRows } = await lab.db
    .updateTable('upload')
    .set({ state: 'failed', failure: toJson({ code, message }), updatedAt: new Date() })
    .where('id', '=', id)
    .where('state', '=', 'receiving')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return answerEnded(lab, await fetchUpload(lab, id))
  await openStaging(lab)
    .remove(id)
    .catch(() => {})
  throw new LabError(code, message)
}

/**
 * Finishes, at a server's start, the uploads whose last byte arrived when the previous server died, and
 * cleans up. Leaves the rest to the next start if the signal aborts.
 */
export async function resumeUploads(lab: Lab, signal?: AbortSignal): Promise<void> {
  await cleanUploads(lab)
  await removeOrphanedStaging(lab)
  const waiting = await lab.db
    .selectFrom('upload')
    .select(['id', 'bytes'])
    .where('state', '=', 'receiving')
    .execute()
  const staging = openStaging(lab)
  for (const { id, bytes } of waiting) {
    if (signal?.aborted) return
    if ((await staging.size(id)) < bytes) continue
    await finishUpload(lab, id).catch((error: unknown) => {
      if (!(error instanceof LabError)) throw error
      lab.log.warn({ upload: id, code: error.code }, error.message)
    })
  }
}
