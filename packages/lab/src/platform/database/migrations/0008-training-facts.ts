import { sql, type Kysely } from 'kysely'

/**
 * Adds the column `training` for facts about a training other than its metrics; null for older runs and for
 * logged ones.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table training_run add column training jsonb`.execute(db)
}
