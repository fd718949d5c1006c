import { sql, type Kysely } from 'kysely'

/** Adds checkpoints whose representation is computed on demand: a kind of job, and the analyses that follow. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  `alter table job drop constraint job_kind_check`,
  `alter table job add constraint job_kind_check check (kind in ('train', 'analyze', 'report', 'represent'))`,
  // [{ measure, options }]: started as soon as the representation that is under way is there.
  `alter table checkpoint add column analyses jsonb not null default '[]'`,
]
