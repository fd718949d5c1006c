import type { Lab } from '../../platform/lab/lab.ts'

/** Finds the tags of runs that the caller may read, in order per run. */
export async function findTags(lab: Lab, runIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await lab.db
    .selectFrom('runTag')
    .selectAll()
    .where('runId', 'in', runIds)
    .orderBy('runId')
    .orderBy('tag')
    .execute()
  const tags = new Map<string, string[]>(runIds.map((id) => [id, []]))
  for (const { runId, tag } of rows) tags.get(runId)?.push(tag)
  return tags
}
