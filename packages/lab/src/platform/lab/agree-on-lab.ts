import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Queries } from '../database/database.ts'
import { LabError } from '../errors/lab-error.ts'

/**
 * Returns the id of the lab that a database and a blob store belong to. Both store it. A new lab, or one from
 * before ids existed, receives an id now; several processes that open it at once agree on one. Throws
 * CONFLICT if the two belong to different labs: jobs would fail for missing files, and a purge would remove
 * the other lab's files.
 */
export async function agreeOnLab(db: Queries, blobs: BlobStore, log: Logger): Promise<string> {
  const known = await findIdentity(db)
  const stored = await fetchStoredId(blobs, known?.inStore === true, log)
  if (stored === unreachable) return known!.id
  if (known?.inStore) {
    if (stored === undefined) throw missing(known.id, blobs)
    if (stored !== known.id) throw different(known.id, stored, blobs)
    return known.id
  }
  const { id } = known ?? (await makeIdentity(db))
  const standing = stored ?? (await blobs.writeLabId(id))
  if (standing !== id) throw different(id, standing, blobs)
  await db.updateTable('labIdentity').set({ inStore: true }).execute()
  return id
}

const unreachable = Symbol('unreachable')

/**
 * Reads the stored id. A storage that is unreachable does not prevent the start of a lab that is known to own
 * it; checkReady reports it.
 */
async function fetchStoredId(
  blobs: BlobStore,
  isKnown: boolean,
  log: Logger,
): Promise<string | undefined | typeof unreachable> {
  try {
    return await blobs.readLabId()
  } catch (error) {
    if (!isKnown || !(error instanceof LabError) || error.code !== 'UNAVAILABLE') throw error
    log.warn({ err: error }, 'Whose files the blob storage holds could not be checked')
    return unreachable
  }
}

function findIdentity(db: Queries) {
  return db.selectFrom('labIdentity').select(['id', 'inStore']).executeTakeFirst()
}

async function makeIdentity(db: Queries) {
  await db
    .insertInto('labIdentity')
    .values({ id: randomUUID() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await findIdentity(db))!
}

const choose =
  'Give the data folder (--data), bucket (MITOSCOPE_BLOBS) and database (DATABASE_URL) of one lab.'

function different(id: string, stored: string, { labIdPlace }: BlobStore): LabError {
  return new LabError(
    'CONFLICT',
    `The database is the lab ${id}’s, and the files are those of the lab ${stored}, as ${labIdPlace} says. ${choose} ` +
      `If these files are this database’s all the same, as after a restored backup, write ${id} into ${labIdPlace}.`,
  )
}

function missing(id: string, { labIdPlace }: BlobStore): LabError {
  return new LabError(
    'CONFLICT',
    `The database is the lab ${id}’s, and its files are elsewhere: there is no ${labIdPlace}. ${choose} ` +
      `If the files were moved without it, write ${id} into ${labIdPlace}.`,
  )
}
