import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { withJobs, type Noun } from '../../platform/lab/noun.ts'

export interface PurgedRecords {
  /** Table of the records. */
  readonly kind: Noun['table']
  readonly count: number
}

/** Removes the records that were deleted before a time, with everything that belongs to them. */
export async function deleteRecords(db: Queries, { nouns }: Lab, before: Date): Promise<PurgedRecords[]> {
  const purged: PurgedRecords[] = []
  // Children before parents, so that each is counted as what it was deleted as.
  for (const { table } of nouns.filter(({ bin }) => bin).toReversed()) {
    const { rows } = await sql<{ count: number }>`
      with gone as (delete from ${sql.table(table)} where deleted_at < ${before} returning 1)
      select count(*)::int as count from gone`.execute(db)
    purged.push({ kind: table, count: rows[0].count })
  }
  // Jobs name what they work on without a foreign key.
  for (const { table, job } of withJobs(nouns)) {
    await sql`delete from job where state in ('finished', 'failed', 'cancelled') and kind = ${job.kind}
      and not exists (select 1 from ${sql.table(table)} as subject where subject.id = job.subject_id)`.execute(
      db,
    )
  }
  await db.deleteFrom('upload').where('state', '!=', 'receiving').where('updatedAt', '<', before).execute()
  return purged
}
