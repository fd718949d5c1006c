import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import type { BlobStore } from '../blobs/blob-store.ts'
import { openBlobStore } from '../blobs/open-blob-store.ts'
import type { Database } from '../database/database.ts'
import { explainDenied } from '../database/explain-database-error.ts'
import { makeDataFolder } from '../database/data-folder.ts'
import { openDatabase } from '../database/open-database.ts'
import { openEvents, type Events } from '../events/events.ts'
import { agreeOnLab } from './agree-on-lab.ts'
import type { Noun } from './noun.ts'
import type { JobKindName } from '../queue/job.ts'
import type { LifecycleOf } from '../queue/job-kind.ts'
import { openQueue, type Queue } from '../queue/queue.ts'

/** Opened lab, the first argument of every command and query. */
export interface Lab {
  /** Id stored in the database and in the blob store, which proves that they belong together. */
  readonly id: string
  /** Folder of the lab's data; holds the embedded database and the blobs unless they are elsewhere. */
  readonly folder: string
  readonly database: Database
  readonly db: Database['db']
  readonly blobs: BlobStore
  /** URL of the blobs if they are not in the folder; compute processes open the blobs by it. */
  readonly blobUrl?: string
  readonly events: Events
  readonly queue: Queue
  /** All nouns, what belongs to another one after it. */
  readonly nouns: readonly Noun[]
  /** Lifecycles of jobs and of their subjects, by kind of job. */
  readonly kinds: JobKinds
  readonly log: Logger
  close(): Promise<void>
}

/** Lifecycle of one kind of job. Its computation is a body in the compute process. */
export type JobKind = LifecycleOf<Lab>
export type JobKinds = Readonly<Record<JobKindName, JobKind>>

/** Kinds of records and of jobs that a lab is opened with. */
export type Domain = Pick<Lab, 'nouns' | 'kinds'>

export interface LabOptions {
  readonly folder: string
  /** URL of a PostgreSQL server; an embedded database by default. */
  readonly databaseUrl?: string
  /**
   * URL s3://bucket/prefix, with endpoint and credentials from the AWS environment variables; a folder by
   * default.
   */
  readonly blobUrl?: string
  readonly log?: Logger
}

/** Opens the lab in a folder, or on the servers named by DATABASE_URL and MITOSCOPE_BLOBS. */
export async function openLabWith(domain: Domain, options: LabOptions): Promise<Lab> {
  const { folder, log = pino({ level: 'silent' }) } = options
  const { blobUrl } = options
  if (blobUrl === undefined) await makeDataFolder(folder)
  const database = await openDatabase({ folder, url: options.databaseUrl })
  try {
    const blobs = await openBlobStore(join(folder, 'blobs'), blobUrl)
    return { ...(await assembleLab(domain, database, blobs, folder, log)), blobUrl }
  } catch (error) {
    await database.close()
    throw explainDenied(error)
  }
}

/** Assembles a lab on an open database, which the lab then closes. */
export async function assembleLab(
  domain: Domain,
  database: Database,
  blobs: BlobStore,
  folder: string,
  log: Logger,
): Promise<Lab> {
  const id = await agreeOnLab(database.db, blobs, log)
  const events = await openEvents(database)
  const queue = await openQueue(database, log).catch(async (error: unknown) => {
    // It listens on a connection of its own, which would keep the process from ending.
    await events.close()
    throw error
  })
  return {
    id,
    folder,
    database,
    db: database.db,
    blobs,
    events,
    queue,
    ...domain,
    log,
    async close() {
      await queue.close()
      await events.close()
      await database.close()
    },
  }
}
