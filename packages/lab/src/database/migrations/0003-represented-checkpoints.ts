import { sql, type Kysely } from 'kysely'

/** Checkpoints whose representation is made on demand: a kind of job, and what is to be computed of what it makes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  `alter table job drop constraint job_kind_check`,
  `alter table job add constraint job_kind_check check (kind in ('train', 'analyze', 'report', 'represent'))`,
  // [{ measure, options }]: started as soon as the representation that is under way is there.
  `alter table checkpoint add column analyses jsonb not null default '[]'`,
]
