import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'

// Children before parents, so that each is counted as what it was deleted as.
const kinds = [
  'pairComparison',
  'analysis',
  'representation',
  'trainingRun',
  'sweep',
  'model',
  'project',
] as const
export type PurgedKind = (typeof kinds)[number]

export interface PurgedRecords {
  readonly kind: PurgedKind
  readonly count: number
}

/** Removes the records that were deleted before a time, with everything that belongs to them. */
export async function deleteRecords(db: Queries, before: Date): Promise<PurgedRecords[]> {
  const purged: PurgedRecords[] = []
  for (const kind of kinds) {
    const { rows } = await sql<{ count: number }>`
      with gone as (delete from ${sql.table(kind)} where deleted_at < ${before} returning 1)
      select count(*)::int as count from gone`.execute(db)
    purged.push({ kind, count: rows[0].count })
  }
  // Jobs name what they work on without a foreign key.
  await sql`delete from job where state in ('finished', 'failed', 'cancelled') and (
    (kind = 'train' and not exists (select 1 from training_run where training_run.id = job.subject_id)) or
    (kind = 'compare' and not exists (select 1 from pair_comparison where pair_comparison.id = job.subject_id)) or
    (kind = 'analyze' and not exists (select 1 from analysis where analysis.id = job.subject_id)) or
    (kind = 'represent' and not exists (select 1 from checkpoint where checkpoint.id = job.subject_id)))`.execute(
    db,
  )
  await db.deleteFrom('upload').where('state', '!=', 'receiving').where('updatedAt', '<', before).execute()
  return purged
}
