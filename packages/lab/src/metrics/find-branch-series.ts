import type { Lab } from '../lab.ts'
import type { MetricSeries } from './find-series.ts'

/**
 * The series of branches that the caller may read, by branch and in the order of their names, in one statement. Their
 * points are read as those of other series are; in place of a run's id they have their branch's.
 */
export async function findBranchSeries(
  lab: Lab,
  branchIds: readonly string[],
): Promise<Map<string, MetricSeries[]>> {
  const found = new Map<string, MetricSeries[]>(branchIds.map((id) => [id, []]))
  const rows = await lab.db
    .selectFrom('branchSeries')
    .selectAll()
    .where('branchId', 'in', branchIds)
    .orderBy('name')
    .execute()
  for (const { branchId, ...row } of rows) found.get(branchId)?.push({ ...row, runId: branchId })
  return found
}
