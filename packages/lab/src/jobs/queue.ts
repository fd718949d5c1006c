import { CompiledQuery, sql } from 'kysely'
import PgBoss from 'pg-boss'
import type { Database, Queries } from '../database/database.ts'

/**
 * Queue of jobs, pg-boss in the lab's own database: jobs are enqueued in the transaction that writes their
 * records.
 */
export interface Queue {
  readonly boss: PgBoss
  /** Returns the connection of a transaction for calls of pg-boss, to be passed as their `db` option. */
  within(db: Queries): { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> }
  close(): Promise<void>
}

/** Name of the one queue for all kinds of jobs. */
const computeQueue = 'compute'

/**
 * Opens the queue. pg-boss decides which job is next; time limits, heartbeats and the remaining attempts are
 * in the rows of `job`, so the supervision of pg-boss, which would use its own clock, is off.
 */
export async function openQueue({ engine, db }: Pick<Database, 'engine' | 'db'>): Promise<Queue> {
  const boss = new PgBoss({ db: runner(db), schema: 'pgboss', supervise: false, schedule: false })
  boss.on('error', () => {})
  const start = async () => {
    await boss.start()
    await boss.createQueue(computeQueue)
  }
  await (engine === 'postgresql' ? oneAtATime(db, start) : start())
  return { boss, within: runner, close: () => boss.stop({ graceful: false, close: false }) }
}

/**
 * Runs `start` under a lock: of processes that open an empty database together, only one can create pg-boss'
 * tables; the others would fail.
 */
function oneAtATime(db: Database['db'], start: () => Promise<void>): Promise<void> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(hashtext('mitoscope queue'))`.execute(connection)
    try {
      await start()
    } finally {
      await sql`select pg_advisory_unlock(hashtext('mitoscope queue'))`.execute(connection)
    }
  })
}

/** Enqueues the job, to be claimed at once or after a delay. Replaces its previous entry. */
export async function putInQueue(
  db: Queries,
  queue: Queue,
  { id, priority }: { readonly id: string; readonly priority: number },
  delay = 0,
): Promise<void> {
  await takeFromQueue(db, queue, id)
  const options = { id, priority, startAfter: delay, retryLimit: 0, db: queue.within(db) }
  await queue.boss.send(computeQueue, {}, options)
}

/** Enqueues new jobs, to be claimed at once. */
export async function putAllInQueue(
  db: Queries,
  queue: Queue,
  jobs: readonly { readonly id: string; readonly priority: number }[],
): Promise<void> {
  const entries = jobs.map(({ id, priority }) => ({ name: computeQueue, id, priority, retryLimit: 0 }))
  if (entries.length > 0) await queue.boss.insert(entries, { db: queue.within(db) } as PgBoss.InsertOptions)
}

/** Removes the entry of a job that has ended or does not wait any more. */
export async function takeFromQueue(db: Queries, queue: Queue, id: string): Promise<void> {
  await queue.boss.deleteJob(computeQueue, id, { db: queue.within(db) })
}

/**
 * Takes the next job in the caller's transaction: no other process gets it unless the transaction is rolled
 * back.
 */
export async function fetchFromQueue(db: Queries, queue: Queue): Promise<string | undefined> {
  const [next] = await queue.boss.fetch(computeQueue, {
    batchSize: 1,
    db: queue.within(db),
  } as PgBoss.FetchOptions)
  return next?.id
}

function runner(db: Queries) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      // Not through Kysely's plugins: pg-boss knows its columns by their own names.
      const { rows } = await db.withoutPlugins().executeQuery(CompiledQuery.raw(text, values))
      return { rows }
    },
  }
}
