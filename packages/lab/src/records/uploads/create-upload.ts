import { randomUUID } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import type { Actor } from '../access/actor.ts'
import { mayRead, requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { startRequestedAnalyses } from '../analyses/start-analyses.ts'
import { badInput, LabError, notFound, withholdDetail } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { insertOrFind } from '../../platform/rows/insert-or-find.ts'
import { completeSite, saveRepresentation } from '../representations/save-representation.ts'
import type { RepresentationRecord } from '../representations/representation-record.ts'
import { lastHidden, parseSite, type GivenSite, type SiteColumns } from '../representations/site.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { cleanUploads, type Upload } from './upload.ts'

/** Properties of a file that is to be uploaded. */
export interface Declaration extends GivenSite {
  readonly runId: string
  readonly fileName: string
  readonly bytes: number
  /** SHA-256 in hex. */
  readonly hash: string
  readonly epoch?: number | null
  /** Id of a representation of the run that the tensors of the file are added to; its site and epoch stay. */
  readonly additionTo?: string | null
}

/** Milliseconds within which an upload must be completed. */
const uploadLifetimeMs = 7 * 24 * 3600_000
const maxNameLength = 255
const maxBytes = 1e12

/**
 * Declares a file. If its bytes are stored already, they need not be sent, and the result is the
 * representation. Repeating the declaration, for example after an interruption, returns the same upload.
 */
export async function createUpload(
  lab: Lab,
  actor: Actor,
  declaration: Declaration,
): Promise<{ readonly representation: RepresentationRecord } | { readonly upload: Upload }> {
  const input = parseDeclaration(declaration)
  const run = await lab.db
    .selectFrom('trainingRun')
    .selectAll()
    .where('id', '=', input.runId)
    .executeTakeFirst()
  if (!run) throw notFound('training run', input.runId)
  requireRole(actor, run.projectId, 'editor', 'training run', run.id)
  if (run.deletedAt) throw notFound('training run', run.id)
  if (input.additionTo !== null) await requireOwn(lab, run, input.additionTo)
  const representation =
    (await findSent(lab, run.id, input)) ??
    (input.additionTo === null ? await reuseStoredFile(lab, actor, run, input) : undefined)
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
    const { fileName, bytes, hash, epoch = null, additionTo, site, siteKind, sitePosition } = input
    const expiresAt = new Date(Date.now() + uploadLifetimeMs)
    const insert = () =>
      db
        .insertInto('upload')
        .values({
          id,
          projectId: run.projectId,
          runId: run.id,
          site,
          siteKind,
          sitePosition,
          epoch,
          fileName,
          bytes,
          hash,
          additionTo,
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
        .where('site', 'is not distinct from', site)
        .where('epoch', 'is not distinct from', epoch)
        .where('hash', '=', hash)
        .where('additionTo', 'is not distinct from', additionTo)
        .where('state', '=', 'receiving')
        .returningAll()
        .executeTakeFirst()
    const { row: made, created } = await insertOrFind(insert, prolong)
    if (created)
      await recordAudit(db, actor, {
        action: 'createUpload',
        projectId: run.projectId,
        subject: `upload ${id}`,
        detail: { runId: run.id, site, epoch, fileName, bytes, hash, additionTo },
      })
    return made
  })
  return { upload }
}

type ParsedDeclaration = Omit<Declaration, keyof GivenSite | 'additionTo'> &
  SiteColumns & { readonly additionTo: string | null }

/** Validates and normalises a declaration. Throws BAD_USER_INPUT if no file can match it. */
function parseDeclaration(given: Declaration): ParsedDeclaration {
  const { bytes, epoch } = given
  // Folders and control characters are of no use in a name.
  const fileName = (given.fileName.split(/[/\\]/).at(-1) ?? '').replaceAll(/\p{Cc}/gu, '').trim()
  const hash = given.hash.trim().toLowerCase()
  if (fileName.length > maxNameLength)
    throw badInput('fileName', `${fileName.length} characters are too many`, `Use at most ${maxNameLength}`)
  // What the file is, its contents tell once they are here.
  if (fileName === '') throw badInput('fileName', 'it is empty', 'Give the name of the file')
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw badInput(
      'hash',
      `"${given.hash.slice(0, 80)}" is not a SHA-256`,
      'Give it as 64 hexadecimal digits',
    )
  if (!Number.isSafeInteger(bytes) || bytes < 1 || bytes > maxBytes)
    throw badInput('bytes', `${bytes} is not the length of a file`, `Give an integer from 1 to ${maxBytes}`)
  if (epoch != null && !(Number.isInteger(epoch) && epoch >= 0 && epoch < 2 ** 31))
    throw badInput('epoch', `${epoch} is not an epoch`, 'Give an integer from 0, or leave it out')
  const { additionTo = null } = given
  if (additionTo !== null && (epoch ?? given.site ?? given.siteKind ?? given.sitePosition ?? null) !== null)
    throw badInput(
      'additionTo',
      'it is given with an epoch or a site',
      'Leave those out: the representation has its own',
    )
  return { runId: given.runId, fileName, bytes, hash, epoch: epoch ?? null, additionTo, ...parseSite(given) }
}

/**
 * Returns the representation of a file that need not be sent: this run has it already, or the actor may read
 * another one of the same bytes. A hash alone grants no right to another user's file. Returns undefined if
 * the file must be sent.
 */
async function reuseStoredFile(
  lab: Lab,
  actor: Actor,
  run: TrainingRun,
  { fileName, bytes, hash, epoch = null, site: named, siteKind, sitePosition }: ParsedDeclaration,
): Promise<RepresentationRecord | undefined> {
  const rows = await lab.db
    .selectFrom('representation')
    .selectAll()
    .where('blobHash', '=', hash)
    .where('deletedAt', 'is', null)
    .execute()
  const declared = { site: named, siteKind, sitePosition }
  const site = named ?? lastHidden
  const own = rows.find((row) => row.runId === run.id && row.epoch === epoch && row.site === site)
  if (own) return completeSite(lab.db, own, declared)
  // A file whose site was not declared may name one itself, which only its bytes tell.
  const source = rows.find(
    (row) =>
      mayRead(actor, row.projectId) &&
      (site === lastHidden ? row.width === run.width : true) &&
      (declared.site !== null || row.site === lastHidden),
  )
  if (!source) return undefined
  try {
    return await lab.db.transaction().execute(async (db) => {
      const { record, isNew } = await saveRepresentation(db, lab, actor, {
        id: randomUUID(),
        projectId: run.projectId,
        runId: run.id,
        site: { ...declared, site },
        epoch,
        fileName,
        bytes,
        hash,
        facts: {
          ...source,
          site: undefined,
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

/** Throws NOT_FOUND unless the run has the representation. */
async function requireOwn(lab: Lab, run: TrainingRun, id: string): Promise<void> {
  const found = await lab.db
    .selectFrom('representation')
    .select('id')
    .where('id', '=', id)
    .where('runId', '=', run.id)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (!found) throw notFound(`representation of the run "${run.name}"`, id)
}

/**
 * Finds the representation that the same file became when it was sent before, or was added to: its bytes may have been joined
 * with others since, and a file without a declared site may have named one.
 */
async function findSent(
  lab: Lab,
  runId: string,
  { epoch = null, hash, additionTo, ...declared }: ParsedDeclaration,
): Promise<RepresentationRecord | undefined> {
  let query = lab.db
    .selectFrom('upload')
    .innerJoin('representation', 'representation.id', 'upload.representationId')
    .selectAll('representation')
    .where('upload.runId', '=', runId)
    .where('upload.epoch', 'is not distinct from', epoch)
    .where('upload.hash', '=', hash)
    .where('upload.additionTo', 'is not distinct from', additionTo)
    .where('upload.state', '=', 'finished')
    .where('representation.deletedAt', 'is', null)
  query =
    declared.site === null
      ? query.where('upload.site', 'is', null)
      : query.where('representation.site', '=', declared.site)
  const found = await query.orderBy('upload.updatedAt', 'desc').executeTakeFirst()
  return found && completeSite(lab.db, found, declared)
}

/** Throws RESOURCE_EXHAUSTED if a file cannot fit on the disk, before it is sent instead of at its end. */
async function requireSpace({ folder, blobUrl }: Lab, bytes: number): Promise<void> {
  if (blobUrl !== undefined) return
  const { bavail, bsize } = await statfs(folder)
  // While it moves from the staging area to the blobs it is there twice.
  if (2 * bytes <= bavail * bsize) return
  throw withholdDetail(
    'RESOURCE_EXHAUSTED',
    `The disk of the lab's files has ${bavail * bsize} bytes free, and a file of ${bytes} takes twice its length while ` +
      'it arrives. Free some space there (purge removes what was deleted), then try again.',
    `The disk of ${folder} has ${bavail * bsize} bytes free.`,
  )
}
