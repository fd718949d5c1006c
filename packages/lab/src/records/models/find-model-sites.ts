import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { listSites, type SiteSummary } from '../representations/list-sites.ts'
import { isVisible } from '../runs/run-scope.ts'

interface Row {
  readonly modelId: string
  readonly site: string
  readonly siteKind: string | null
  readonly sitePosition: number | null
  readonly width: number
  readonly count: number
  readonly createdAt: Date
}

/** Finds the sites of which the runs of each model have representations, in the order of the network, in one statement. */
export async function findModelSites(
  lab: Lab,
  actor: Actor,
  modelIds: readonly string[],
): Promise<Map<string, SiteSummary[]>> {
  const { rows } = await sql<Row>`
    select run.model_id, found.site, found.site_kind, found.site_position, found.width, count(*)::int as count,
      max(found.created_at) as created_at
    from training_run as run join representation as found on found.run_id = run.id and found.deleted_at is null
    where run.model_id = any(${[...modelIds]}::uuid[]) and ${isVisible(actor)} group by 1, 2, 3, 4, 5`.execute(
    lab.db,
  )
  return new Map(modelIds.map((id) => [id, listSites(rows.filter(({ modelId }) => modelId === id))]))
}
