import { sql, type Kysely } from 'kysely'

/** Adds the site of a representation: the layer that it was taken from. Those from before are of the last hidden layer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  `alter table representation
    add column site text not null default 'last-hidden',
    add column site_kind text,
    add column site_position integer`,
  `drop index representation_once`,
  `create unique index representation_once on representation (run_id, site, coalesce(epoch, -1), blob_hash)
    where deleted_at is null`,
  // Layers other than the last hidden one, which decide the site of a mean that names none.
  `create index representation_other_site on representation (site, run_id) where site <> 'last-hidden'`,
  // site: null if it was not declared, and the file says it.
  `alter table upload add column site text, add column site_kind text, add column site_position integer`,
  `drop index upload_once`,
  `create unique index upload_once on upload (run_id, coalesce(site, ''), coalesce(epoch, -1), hash)
    where state = 'receiving'`,
  // Reports on sites other than that of sweep.report.
  `create table site_report (
    sweep_id uuid not null references sweep (id) on delete cascade,
    site text not null,
    report jsonb not null,
    updated_at timestamptz not null default now(),
    primary key (sweep_id, site)
  )`,
]
