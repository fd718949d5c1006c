import { sql, type Kysely } from 'kysely'

/** Adds the wall time of each metric point, and the metric whose values are the true x of another one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(statements.join(';\n')).execute(db)
}

const statements = [
  // Milliseconds since 1970; null where the script gave none: the time of receipt would be wrong for whatever is sent later.
  `alter table metric_point add column time bigint`,
  ...['metric_series', 'branch_series'].map(
    (table) => `alter table ${table}
      add column first_time bigint,
      add column last_time bigint,
      add column step_metric text`,
  ),
  // JSON of { name: [times] } for the points that came with times; null if none did.
  `alter table metric_batch add column times text`,
]
