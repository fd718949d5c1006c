import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { recordBlob } from '../../platform/blobs/blob-records.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import { badInput, LabError, notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { rejectUnstorable } from '../../platform/rows/text-fields.ts'
import type { Checkpoint } from './checkpoint.ts'

export interface RegisterCheckpointInput {
  readonly runId: string
  readonly epoch: number
  readonly metrics?: object | null
  /** SHA-256 in hex of a file of the same project that was uploaded before. */
  readonly blobHash?: string | null
}

/**
 * Records the state of a run after an epoch. Repeating an epoch replaces its record; the file stays if none
 * is named.
 */
export async function registerCheckpoint(
  lab: Lab,
  actor: Actor,
  input: RegisterCheckpointInput,
): Promise<Checkpoint> {
  const { runId, epoch, blobHash } = input
  const run = await lab.db
    .selectFrom('trainingRun')
    .select('projectId')
    .where('id', '=', runId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (!run) throw notFound('training run', runId)
  const { projectId } = run
  requireRole(actor, projectId, 'editor', 'training run', runId)
  if (!Number.isInteger(epoch) || epoch < 0 || epoch > maxEpoch)
    throw badInput('epoch', `${epoch} is not an integer from 0 to ${maxEpoch}`, 'Count epochs from 0')
  const metrics = toJson(validateMetrics(input.metrics ?? {}))
  return lab.db.transaction().execute(async (db) => {
    if (blobHash) await recordBlob(db, lab, await findBlob(db, projectId, blobHash))
    const checkpoint = await db
      .insertInto('checkpoint')
      .values({ id: randomUUID(), runId, epoch, metrics, blobHash: blobHash ?? null })
      .onConflict((conflict) =>
        conflict.columns(['runId', 'epoch']).doUpdateSet(blobHash ? { metrics, blobHash } : { metrics }),
      )
      .returningAll()
      .executeTakeFirstOrThrow()
    const subject = `checkpoint ${checkpoint.id}`
    await recordAudit(db, actor, {
      action: 'registerCheckpoint',
      subject,
      projectId,
      detail: { runId, epoch },
    })
    await publish(db, { kind: 'trainingRun', id: runId, projectId })
    return checkpoint
  })
}

const maxEpoch = 2 ** 31 - 1

/**
 * Finds a blob of the project. Files of other projects do not count: knowing a hash grants no right to its
 * content.
 */
async function findBlob(db: Queries, projectId: string, hash: string) {
  const { rows } = await sql<{ hash: string; bytes: number }>`
    select hash, bytes from blob where hash = ${hash} and (
      exists (select from representation where blob_hash = hash and project_id = ${projectId})
      or exists (
        select from checkpoint join training_run on training_run.id = run_id
        where blob_hash = hash and project_id = ${projectId}
      )
    )`.execute(db)
  if (rows.length > 0) return rows[0]
  throw new LabError(
    'NOT_FOUND',
    `There is no file with the SHA-256 ${hash.slice(0, 64)} in this project. Upload it before the checkpoint is registered.`,
  )
}

const maxMetrics = 1_000

/** Validates numbers by name; values that are not finite become null. Throws BAD_USER_INPUT for other values. */
function validateMetrics(given: object): Record<string, number | null> {
  const entries = Object.entries(given)
  if (entries.length > maxMetrics)
    throw badInput('metrics', `${entries.length} are too many`, `Give at most ${maxMetrics}`)
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (value !== null && typeof value !== 'number')
        throw badInput(
          `metrics "${name}"`,
          'its value is not a number',
          'Give a number, or null for one not finite',
        )
      rejectUnstorable('metrics', name)
      return [name, value !== null && Number.isFinite(value) ? value : null]
    }),
  )
}
