import type { Selectable } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { RunBranchTable } from '../../platform/database/metric-tables.ts'
import type { Lab } from '../../platform/lab/lab.ts'

/** Branch: the points, from a step on, that resuming a run cut off. */
export type RunBranch = Selectable<RunBranchTable>

/** Finds branches by id, if the actor may read them, in one statement. */
export async function findBranches(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, RunBranch>> {
  const rows = await lab.db
    .selectFrom('runBranch')
    .innerJoin('trainingRun', 'trainingRun.id', 'runBranch.runId')
    .selectAll('runBranch')
    .select('trainingRun.projectId')
    .where('runBranch.id', 'in', ids)
    .execute()
  const readable = rows.filter(({ projectId }) => mayRead(actor, projectId))
  return new Map(readable.map(({ projectId: _, ...branch }) => [branch.id, branch]))
}

/** Lists the branches of runs that the caller may read, by run, last cut first, in one statement. */
export async function findBranchesOfRuns(
  lab: Lab,
  runIds: readonly string[],
): Promise<Map<string, RunBranch[]>> {
  const found = new Map<string, RunBranch[]>(runIds.map((id) => [id, []]))
  const rows = await lab.db
    .selectFrom('runBranch')
    .selectAll()
    .where('runId', 'in', runIds)
    .orderBy('cutAt', 'desc')
    .orderBy('id')
    .execute()
  for (const row of rows) found.get(row.runId)?.push(row)
  return found
}
