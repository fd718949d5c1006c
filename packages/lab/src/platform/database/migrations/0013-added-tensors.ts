import { sql, type Kysely } from 'kysely'

/** Adds uploads of tensors that an existing representation lacks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  // Representation that the file completes; null for a file that becomes one itself.
  `alter table upload add column addition_to uuid references representation (id) on delete cascade`,
  `drop index upload_once`,
  `create unique index upload_once
    on upload (run_id, coalesce(site, ''), coalesce(epoch, -1), hash, coalesce(addition_to, run_id))
    where state = 'receiving'`,
]
