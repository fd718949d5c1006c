import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { mayRead, requireSiteAdmin } from '../access/authorize.ts'
import type { referencedBlobs } from '../../platform/blobs/blob-records.ts'
import type { Lab } from '../../platform/lab/lab.ts'

/** Number of distinct files and their total length in bytes. */
export interface StoredFiles {
  readonly files: number
  readonly bytes: number
}

/**
 * Counts the files of each project that the actor may read, in one statement, including those of deleted
 * records until they are purged. A file of two projects counts in both.
 */
export async function countProjectStorage(
  lab: Lab,
  actor: Actor,
  projectIds: readonly string[],
): Promise<Map<string, StoredFiles>> {
  const ids = projectIds.filter((id) => mayRead(actor, id))
  if (ids.length === 0) return new Map()
  const parts = Object.values(hashesOf).map((part) => part(sql`any(${ids}::uuid[])`))
  const { rows } = await sql<StoredFiles & { projectId: string }>`
    select used.project_id, count(*)::int as files, sum(blob.bytes)::float8 as bytes
    from (${sql.join(parts, sql` union `)}) as used (project_id, hash) join blob on blob.hash = used.hash
    group by used.project_id`.execute(lab.db)
  const counted = new Map(rows.map(({ projectId, ...stored }) => [projectId, stored]))
  return new Map(ids.map((id) => [id, counted.get(id) ?? { files: 0, bytes: 0 }]))
}

/**
 * Counts every recorded file of the lab, including unreferenced ones until they are purged. Requires a site
 * administrator.
 */
export async function countStorage(lab: Lab, actor: Actor): Promise<StoredFiles> {
  requireSiteAdmin(actor)
  const { rows } = await sql<StoredFiles>`
    select count(*)::int as files, coalesce(sum(bytes), 0)::float8 as bytes from blob`.execute(lab.db)
  return rows[0]
}

/** Statement for the project of each reference: a column that refers to files is a line here. */
const hashesOf: Record<
  (typeof referencedBlobs)[number]['table'],
  (those: RawBuilder<unknown>) => RawBuilder<unknown>
> = {
  checkpoint: (those) => sql`
    select run.project_id, checkpoint.blob_hash from checkpoint join training_run as run on run.id = checkpoint.run_id
    where run.project_id = ${those}`,
  representation: (those) => sql`
    select project_id, blob_hash from representation where project_id = ${those}`,
  analysis: (those) => sql`
    select project_id, result_blob from analysis where project_id = ${those}`,
  runSummary: (those) => sql`
    select representation.project_id, run_summary.blob_hash from run_summary
    join representation on representation.id = run_summary.representation_id
    where representation.project_id = ${those}`,
  job: (those) => sql`
    select project_id, state_blob from job where project_id = ${those} and state_blob is not null`,
}
