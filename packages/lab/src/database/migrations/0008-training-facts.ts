import { sql, type Kysely } from 'kysely'

/** What a training tells of itself besides its metrics; null for runs of before it was kept, and for logged ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table training_run add column training jsonb`.execute(db)
}
