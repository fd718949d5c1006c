import type { Lab } from '../lab.ts'
import type { MetricSeries } from './find-series.ts'

/**
 * Finds the series of branches that the caller may read, by branch and name, in one statement. Their points
 * are read like those of other series; the branch's id takes the place of the run's.
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
