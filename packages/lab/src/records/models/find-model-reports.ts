import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { isOfSite } from '../representations/site.ts'
import type { SlimReport } from '@mitoscope/analysis'

/** Finds the newest report among the sweeps of each model, in one statement. */
export async function findModelReports(
  lab: Lab,
  actor: Actor,
  modelIds: readonly string[],
): Promise<Map<string, SlimReport>> {
  const { rows } = await sql<{ modelId: string; projectId: string; report: SlimReport }>`
    select distinct on (model_id) model_id, project_id, report from sweep
    where model_id = any(${[...modelIds]}::uuid[]) and report is not null and deleted_at is null
      and ${isOfSite({ site: sql`coalesce(report ->> 'site', 'last-hidden')`, model: sql`model_id` }, undefined)}
    order by model_id, report ->> 'madeAt' desc nulls last, id`.execute(lab.db)
  return new Map(
    rows.filter((row) => mayRead(actor, row.projectId)).map(({ modelId, report }) => [modelId, report]),
  )
}
