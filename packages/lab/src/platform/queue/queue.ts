import { CompiledQuery, sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Database, Queries } from '../database/database.ts'
import type { Job } from './job.ts'

/**
 * Queue of jobs: pg-boss in the lab's own database, so that an entry and the row of its job change in one
 * transaction. pg-boss decides which job is next, when it may start, and which attempt owns it; it takes a job from a
 * worker without heartbeats or beyond the time limit. What people see of a job is in the table `job`, also the number
 * of its attempts: pg-boss counts every claim, and here those do not count that were released or saved a newer state.
 */
export interface Queue {
  readonly boss: PgBoss
  /** Returns the connection of a transaction for calls of pg-boss, to be passed as their `db` option. */
  within(db: Queries): { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> }
  close(): Promise<void>
}

/** Claim of an attempt on its job: pg-boss raises `retryCount` with every claim, so it names the attempt. */
export interface JobClaim {
  readonly id: string
  readonly retryCount: number
}

type Entry = Pick<Job, 'id' | 'priority'>
type OpenQueue = Pick<Queue, 'boss' | 'within'>

/** Name of the one queue for all kinds of jobs. */
export const queueName = 'jobs'
/** Name of the queue of earlier versions, whose entries say nothing of heartbeats and time limits. */
const oldName = 'compute'
/** Oldest layout of its tables that pg-boss can bring up to date. */
const oldestLayout = 26
const fiftyYears = 50 * 365 * 86_400

const settings = {
  /** Silence after which a job is taken from its worker. */
  heartbeatSeconds: 15,
  /** Longest duration of an attempt: a day, the most that pg-boss allows, and the default of `job.time_limit`. */
  expireInSeconds: 86_400,
  // The row of the job says whether another attempt follows, and when.
  retryLimit: 2 ** 31 - 1,
  retryDelay: 0,
  // pg-boss deletes what has waited for so long.
  retentionSeconds: fiftyYears,
}

/** Opens the queue. Its supervision runs when reapJobs asks for it. */
export async function openQueue(
  { engine, db }: Pick<Database, 'engine' | 'db'>,
  log: Logger,
): Promise<Queue> {
  const boss = new PgBoss({
    db: connection(db),
    schema: 'pgboss',
    backend: engine === 'pglite' ? 'pglite' : 'postgres',
    supervise: false,
    schedule: false,
    registerInstance: false,
    // Processes that supervise beside each other take turns.
    monitorIntervalSeconds: 1,
    monitorVacuum: false,
    reindex: false,
  })
  boss.on('error', (error) => log.error({ err: error }, 'The queue of jobs failed'))
  // Its data may hold a statement of many lines, which says nothing to whoever reads the log.
  boss.on('warning', ({ message, data }) =>
    log.warn(
      { elapsed: (data as { elapsed?: number } | undefined)?.elapsed },
      `The queue of jobs warns: ${message}`,
    ),
  )
  const start = async () => {
    await dropOldLayout(db)
    await boss.start()
    // Reads the settings back, too: later, in a transaction, that would wait for the one connection of PGlite.
    await boss.createQueue(queueName, settings)
    if (await boss.getQueue(oldName)) await boss.deleteQueue(oldName)
    await restoreEntries(db, { boss, within: runner })
  }
  await (engine === 'postgresql' ? oneAtATime(db, start) : start())
  return { boss, within: runner, close: () => boss.stop({ graceful: false, close: false }) }
}

/** Drops the tables of a pg-boss that this one cannot bring up to date: every job is in our own table too. */
async function dropOldLayout(db: Queries): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('pgboss.version') is not null as there`.execute(db)
  if (!rows[0].there) return
  const layout = await sql<{
    version: number
  }>`select version::integer as version from pgboss.version`.execute(db)
  if (layout.rows.some(({ version }) => version < oldestLayout))
    await sql`drop schema pgboss cascade`.execute(db)
}

/** Adds entries for the waiting jobs that have none: an earlier version had them in another queue. */
async function restoreEntries(db: Queries, queue: OpenQueue): Promise<void> {
  const { rows } = await sql<Entry>`
    select job.id, job.priority from job where state = 'queued' and not exists (
      select from pgboss.job entry where entry.name = ${queueName} and entry.id = job.id and entry.state in ('created', 'retry'))
    order by created_at, id`.execute(db)
  await addEntries(db, queue, rows)
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

/** Adds the entries of new jobs, to be claimed at once or after `delay` seconds. */
export async function addEntries(
  db: Queries,
  queue: OpenQueue,
  jobs: readonly Entry[],
  delay = 0,
): Promise<void> {
  if (jobs.length === 0) return
  const entries = jobs.map(({ id, priority }) => ({ id, priority, startAfter: delay }))
  const added = await queue.boss.insert(queueName, entries, { db: queue.within(db), returnId: true })
  if (added?.length !== jobs.length) throw new Error('The queue holds entries of these jobs already')
}

/**
 * Claims given jobs that wait, whatever their turn, as pg-boss' fetch claims the next one; it cannot be asked for
 * certain jobs.
 */
export async function claimEntries(db: Queries, ids: readonly string[]): Promise<readonly JobClaim[]> {
  const { rows } = await sql<JobClaim>`
    update pgboss.job set state = 'active', started_on = now(), heartbeat_on = now(),
      retry_count = case when started_on is null then retry_count else retry_count + 1 end
    where name = ${queueName} and id in (
      select id from pgboss.job where name = ${queueName} and id = any(${ids}::uuid[]) and state < 'active'
      for update skip locked)
    returning id, retry_count as "retryCount"`.execute(db)
  return rows
}

/**
 * Returns true if the attempt still owns its job, which then stays so to the end of the caller's transaction. Counts
 * as a heartbeat.
 */
export async function touchEntry(db: Queries, queue: Queue, { id, retryCount }: JobClaim): Promise<boolean> {
  return countChanged(await queue.boss.touch(queueName, { id, retryCount }, { db: queue.within(db) })) === 1
}

/** Lets a job wait again that was claimed, lost or cancelled, to be claimed after `delay` seconds. */
export async function returnEntry(db: Queries, queue: Queue, job: Entry, delay: number): Promise<void> {
  const options = { db: queue.within(db) }
  const returned =
    countChanged(await queue.boss.fail(queueName, job.id, undefined, options)) +
    countChanged(await queue.boss.resume(queueName, job.id, options))
  if (returned === 0) return addEntries(db, queue, [job], delay)
  if (delay > 0) await queue.boss.update(queueName, undefined, { ...options, id: job.id, startAfter: delay })
}

/** Returns the ids of the jobs, all or one, that run by their rows, but whose attempts no longer own them. */
export async function findLost(db: Queries, id?: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select job.id from job left join pgboss.job entry on entry.name = ${queueName} and entry.id = job.id
    where job.state = 'running' and entry.state is distinct from 'active'
      ${id === undefined ? sql`` : sql`and job.id = ${id}`}`.execute(db)
  return rows.map((row) => row.id)
}

/** Returns the number of entries that a command changed, which pg-boss returns but leaves out of its types. */
function countChanged(response: object): number {
  if ('affected' in response && typeof response.affected === 'number') return response.affected
  throw new Error('The queue did not return how many entries it changed')
}

/** Runs statements of pg-boss, which knows its columns by their own names, thus not through Kysely's plugins. */
async function run(db: Queries, text: string, values: readonly unknown[]) {
  const { rows } = await db.withoutPlugins().executeQuery(CompiledQuery.raw(text, [...values]))
  return { rows }
}

function runner(db: Queries) {
  return { executeSql: (text: string, values: unknown[] = []) => run(db, text, values) }
}

/** Returns what runs statements on a connection of their own. */
function connection(db: Database['db']) {
  return {
    executeSql(text: string, values: unknown[] = []) {
      return db.connection().execute(async (own) => {
        try {
          return await run(own, text, values)
        } catch (error) {
          // pg-boss sends whole transactions at once: one that failed would be left open for the next asker.
          if (text.includes('BEGIN')) await run(own, 'rollback', []).catch(() => {})
          throw error
        }
      })
    },
  }
}
