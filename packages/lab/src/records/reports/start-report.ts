import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { planSettings } from '../analyses/plan-analysis.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import type { ReportSettings } from '../../platform/database/tables.ts'
import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { Job } from '../../platform/queue/job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { isOfSite } from '../representations/site.ts'
import { requestedPriority } from '../sweeps/run-priority.ts'
import { defaultSettings } from './report-settings.ts'

export interface StartReportInput {
  readonly sweepId: string
  /** Mean R² from which a chunk counts as carrying the layer; 0.99 by default. */
  readonly threshold?: number | null
  /** Random draws per run; 40 by default. */
  readonly draws?: number | null
  readonly seed?: number | null
  /** Site of the representations; by default the last hidden layer, or the only site of the model. */
  readonly site?: string | null
}

/**
 * Starts the report on a sweep's finished runs. Returns the job of an equal report that is queued or running;
 * throws CONFLICT if a different one is.
 */
export async function startReport(lab: Lab, actor: Actor, input: StartReportInput): Promise<Job> {
  const { sweepId } = input
  const settings = planSettings({ ...defaultSettings, ...given(input) })
  return lab.db.transaction().execute(async (db) => {
    const sweep = await db
      .selectFrom('sweep')
      .select(['id', 'projectId', 'reportSettings'])
      .where('id', '=', sweepId)
      .where('deletedAt', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!sweep) throw notFound('sweep', sweepId)
    requireRole(actor, sweep.projectId, 'editor', 'sweep', sweepId)
    if (!(await hasFinishedRun(db, sweepId, settings.site)))
      throw await nothingToReport(db, sweepId, settings.site)
    const current = await findReportJob(db, sweepId)
    if (!current) return enqueueReport(db, lab, actor, sweep, settings)
    const same = (['threshold', 'draws', 'seed', 'site'] as const).every((name) => sweep.reportSettings?.[name] === settings[name]) // prettier-ignore
    if (same) return current
    throw new LabError(
      'CONFLICT',
      `A report on the sweep ${sweepId} with other settings is under way. Wait for it, or cancel its job ${current.id}.`,
    )
  })
}

/** Starts the report that a sweep requested once its last run has ended, in the transaction that ends the run. */
export async function startRequestedReport(
  db: Queries,
  lab: Lab,
  actor: Actor,
  sweepId: string,
): Promise<void> {
  // Whoever ends another run of the sweep meanwhile waits here, and then sees this one ended.
  const sweep = await db
    .selectFrom('sweep')
    .select(['id', 'projectId'])
    .where('id', '=', sweepId)
    .where('deletedAt', 'is', null)
    .where(
      sql<boolean>`exists (select from model join project on project.id = model.project_id
      where model.id = sweep.model_id and model.deleted_at is null and project.deleted_at is null)`,
    )
    .forUpdate()
    .executeTakeFirst()
  if (!sweep || !(await hasFinishedRun(db, sweepId))) return
  // One that waits will see this run; one that is under way may not have.
  if ((await findReportJob(db, sweepId))?.state === 'queued') return
  const open = await db
    .selectFrom('trainingRun')
    .select('id')
    .where('sweepId', '=', sweepId)
    .where('deletedAt', 'is', null)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst()
  if (!open) await enqueueReport(db, lab, actor, sweep, defaultSettings, requestedPriority)
}

/** Explains why there is nothing to report: no run is finished, or none has a representation of the site. */
async function nothingToReport(db: Queries, sweepId: string, site: string | undefined): Promise<LabError> {
  const sites = await findReportableSites(db, sweepId)
  if (sites.length === 0)
    return new LabError(
      'CONFLICT',
      `No run of the sweep ${sweepId} is finished: there is nothing to report. Ask again when one is.`,
    )
  const known = sites.map((name) => `"${name}"`).join(', ')
  const lacks = site === undefined ? 'of the last hidden layer' : `of the site "${site}"`
  return new LabError(
    'CONFLICT',
    `No finished run of the sweep ${sweepId} has a representation ${lacks}; they have some of ${known}. Name one of these as the site.`,
  )
}

async function findReportableSites(db: Queries, sweepId: string): Promise<string[]> {
  const rows = await reportable(db, sweepId)
    .select('representation.site')
    .distinct()
    .orderBy('site')
    .execute()
  return rows.map(({ site }) => site)
}

/** Returns true if the sweep has a finished run to report on at the site. */
async function hasFinishedRun(db: Queries, sweepId: string, site?: string): Promise<boolean> {
  const run = await reportable(db, sweepId)
    .select('trainingRun.id')
    .where(isOfSite({ site: sql`representation.site`, model: sql`training_run.model_id` }, site))
    .executeTakeFirst()
  return run !== undefined
}

/** Selects the finished runs of a sweep with their representations. */
function reportable(db: Queries, sweepId: string) {
  return db
    .selectFrom('trainingRun')
    .innerJoin('representation', 'representation.runId', 'trainingRun.id')
    .where('sweepId', '=', sweepId)
    .where('state', '=', 'finished')
    .where('trainingRun.deletedAt', 'is', null)
    .where('representation.deletedAt', 'is', null)
}

async function enqueueReport(
  db: Queries,
  lab: Lab,
  actor: Actor,
  { id, projectId }: { readonly id: string; readonly projectId: string },
  settings: ReportSettings,
  priority = 0,
): Promise<Job> {
  await db
    .updateTable('sweep')
    .set({ reportSettings: toJson(settings), updatedAt: sql`now()` })
    .where('id', '=', id)
    .execute()
  const job = await enqueueJob(db, lab, actor, { kind: 'report', subjectId: id, projectId, priority })
  await recordAudit(db, actor, { action: 'startReport', projectId, subject: `sweep ${id}`, detail: settings })
  await publish(db, { kind: 'sweep', id, projectId })
  return job
}

function findReportJob(db: Queries, sweepId: string): Promise<Job | undefined> {
  return db
    .selectFrom('job')
    .selectAll()
    .where('subjectId', '=', sweepId)
    .where('kind', '=', 'report')
    .where('state', 'in', ['queued', 'running'])
    .orderBy('state')
    .executeTakeFirst()
}

function given({ threshold, draws, seed, site }: StartReportInput): Partial<ReportSettings> {
  return Object.fromEntries(
    Object.entries({ threshold, draws, seed, site }).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  )
}
