import { sql, type Kysely } from 'kysely'

/** Adds the id of the lab that a database belongs to, and the number of counted attempts at a job. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  // One row. in_store: the blob store carries the id too.
  `create table lab_identity (
    single boolean primary key default true check (single),
    id uuid not null,
    in_store boolean not null default false,
    created_at timestamptz not null default now()
  )`,
  // state_attempt: the attempt that saved state_blob. uncounted_attempts: those that failed after they had saved one.
  `alter table job add column state_attempt integer, add column uncounted_attempts integer not null default 0`,
]
