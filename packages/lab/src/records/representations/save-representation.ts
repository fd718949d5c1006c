import { randomUUID } from 'node:crypto'
import type { RepresentationFacts } from '@mitoscope/analysis/representation'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { recordBlob } from '../../platform/blobs/blob-records.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import type { RepresentationRecord } from './representation-record.ts'
import { lastHidden, type SiteColumns } from './site.ts'

interface SaveRepresentationInput {
  readonly id: string
  readonly projectId: string
  readonly runId: string
  readonly site: SiteColumns & { readonly site: string }
  readonly epoch: number | null
  readonly fileName: string
  readonly bytes: number
  readonly hash: string
  readonly facts: Omit<RepresentationFacts, 'warnings'>
}

/**
 * Inserts the row of a representation whose blob is stored; returns the existing row for the same run, site,
 * epoch and bytes.
 */
export async function saveRepresentation(
  db: Queries,
  lab: Lab,
  actor: Actor,
  input: SaveRepresentationInput,
): Promise<{ readonly record: RepresentationRecord; readonly isNew: boolean }> {
  const { id, projectId, runId, site, epoch, fileName, bytes, hash, facts } = input
  // Its lock also makes two that keep the same bytes at once follow each other.
  await recordBlob(db, lab, { hash, bytes })
  const known = await db
    .selectFrom('representation')
    .selectAll()
    .where('runId', '=', runId)
    .where('site', '=', site.site)
    .where('epoch', 'is not distinct from', epoch)
    .where('blobHash', '=', hash)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (known) return { record: await completeSite(db, known, site), isNew: false }
  const { format, inputHash, width, testRows } = facts
  const record = await db
    .insertInto('representation')
    .values({
      id,
      projectId,
      runId,
      ...site,
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
    detail: { runId, site: site.site, epoch, hash },
  })
  await publish(db, { kind: 'trainingRun', id: runId, projectId })
  return { record, isNew: true }
}

/** Fills in what was not known of the kind and position of a representation's layer, and corrects what was. */
export async function completeSite(
  db: Queries,
  record: RepresentationRecord,
  given: Pick<SiteColumns, 'siteKind' | 'sitePosition'>,
): Promise<RepresentationRecord> {
  const { siteKind, sitePosition } = {
    siteKind: given.siteKind ?? record.siteKind,
    sitePosition: given.sitePosition ?? record.sitePosition,
  }
  if (siteKind === record.siteKind && sitePosition === record.sitePosition) return record
  const { id, projectId, runId } = record
  await publish(db, { kind: 'trainingRun', id: runId, projectId })
  return db
    .updateTable('representation')
    .set({ siteKind, sitePosition })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Representation that was computed here, whose file is a blob already. */
export interface ComputedRepresentation {
  /** Hash of the file, which analyses call the input hash. */
  readonly hash: string
  readonly bytes: number
  readonly width: number
  readonly testRows: number
  readonly trainRows: number
  readonly classes: number
  readonly tensors: readonly { readonly name: string; readonly dtype: string; readonly shape: number[] }[]
}

/** Inserts the row of a representation that was computed of a run after an epoch. */
export async function saveComputed(
  db: Queries,
  lab: Lab,
  actor: Actor,
  run: Pick<TrainingRun, 'id' | 'projectId'>,
  { epoch, fileName }: { readonly epoch: number; readonly fileName: string },
  { hash, bytes, ...facts }: ComputedRepresentation,
): Promise<RepresentationRecord> {
  const { record } = await saveRepresentation(db, lab, actor, {
    id: randomUUID(),
    projectId: run.projectId,
    runId: run.id,
    site: { site: lastHidden, siteKind: null, sitePosition: null },
    epoch,
    fileName,
    hash,
    bytes,
    facts: { format: 'safetensors', inputHash: hash, ...facts },
  })
  return record
}
