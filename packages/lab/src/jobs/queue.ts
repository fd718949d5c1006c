import { CompiledQuery } from 'kysely'
import PgBoss from 'pg-boss'
import type { Queries } from '../database/database.ts'

/** pg-boss in the lab's own database: jobs are enqueued in the transaction that writes their records. */
export interface Queue {
  readonly boss: PgBoss
  /** For pg-boss calls that belong to a transaction: pass as their `db` option. */
  within(db: Queries): { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> }
  close(): Promise<void>
}

/** One queue for everything that computes; its jobs carry their kind. */
export const computeQueue = 'compute'

export async function openQueue(db: Queries): Promise<Queue> {
  const boss = new PgBoss({ db: runner(db), schema: 'pgboss', supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  await boss.createQueue(computeQueue)
  return { boss, within: runner, close: () => boss.stop({ graceful: false, close: false }) }
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
