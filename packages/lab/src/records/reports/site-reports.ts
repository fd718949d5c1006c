import type { SlimReport } from '@mitoscope/analysis'
import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { isOfSite, lastHidden } from '../representations/site.ts'

/**
 * Saves a report in place of the one before on the same site. The one on the site that means of the model are over is the
 * report of the sweep, by which claims are judged; those on other sites stand beside it.
 */
export async function saveReport(db: Queries, sweepId: string, report: SlimReport): Promise<void> {
  const { site = lastHidden } = report
  const isUsual = isOfSite({ site: sql`${site}::text`, model: sql`sweep.model_id` }, undefined)
  const sweep = await db
    .selectFrom('sweep')
    .select(['report', isUsual.as('isUsual')])
    .where('id', '=', sweepId)
    .executeTakeFirst()
  if (!sweep) return
  const { report: before } = sweep
  if (!sweep.isUsual) return saveBeside(db, sweepId, site, report)
  // Once the model had another site alone, and the report on it stays.
  if (before && (before.site ?? lastHidden) !== site)
    await saveBeside(db, sweepId, before.site ?? lastHidden, before as SlimReport)
  await db.deleteFrom('siteReport').where('sweepId', '=', sweepId).where('site', '=', site).execute()
  await db
    .updateTable('sweep')
    .set({ report: toJson(report), updatedAt: new Date() })
    .where('id', '=', sweepId)
    .execute()
}

async function saveBeside(db: Queries, sweepId: string, site: string, report: SlimReport): Promise<void> {
  const values = { report: toJson(report), updatedAt: new Date() }
  await db
    .insertInto('siteReport')
    .values({ sweepId, site, ...values })
    .onConflict((conflict) => conflict.columns(['sweepId', 'site']).doUpdateSet(values))
    .execute()
  await db.updateTable('sweep').set({ updatedAt: new Date() }).where('id', '=', sweepId).execute()
}

/** Finds the reports beside those of the sweeps themselves, by sweep, in one statement. */
export async function findSiteReports(
  lab: Lab,
  sweepIds: readonly string[],
): Promise<Map<string, SlimReport[]>> {
  const rows = await lab.db
    .selectFrom('siteReport')
    .select(['sweepId', 'report'])
    .where(sql<boolean>`sweep_id = any(${[...sweepIds]}::uuid[])`)
    .orderBy('site')
    .execute()
  const found = new Map<string, SlimReport[]>()
  for (const { sweepId, report } of rows)
    found.set(sweepId, [...(found.get(sweepId) ?? []), report as SlimReport])
  return found
}
