import { randomUUID } from 'node:crypto'
import { localActor, type Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import type { RequestedAnalysis } from '../../platform/database/tables.ts'
import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { measures } from '../measures/measures.ts'
import { startRequestedReport } from '../reports/start-report.ts'
import { requestedPriority } from '../sweeps/run-priority.ts'
import type { Analysis, AnalysisInput } from './analysis.ts'
import { lastHidden } from '../representations/site.ts'
import { recordAndPublish, findOrQueueAnalysis, type QueueOptions } from './find-or-queue-analysis.ts'
import { planAnalyses, planAnalysis, type AnalysisPlan, type AnalysisRequest } from './plan-analysis.ts'

export interface StartAnalysisInput extends AnalysisRequest, QueueOptions {
  readonly representationId: string
}

/**
 * Starts one measure on one representation. Returns the existing analysis, or a finished one with the result
 * of the same bytes, if the question has an answer already.
 */
export async function startAnalysis(lab: Lab, actor: Actor, input: StartAnalysisInput): Promise<Analysis> {
  const { representationId, recompute, priority } = input
  const representation = await lab.db
    .selectFrom('representation')
    .selectAll()
    .where('id', '=', representationId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (!representation) throw notFound('representation', representationId)
  requireRole(actor, representation.projectId, 'editor', 'representation', representationId)
  const plan = planAnalysis(representation, input)
  return lab.db
    .transaction()
    .execute((db) => findOrQueueAnalysis(db, lab, actor, representation, plan, { recompute, priority }))
}

export interface StartAnalysesInput extends QueueOptions {
  readonly runIds: readonly string[]
  readonly analyses: readonly AnalysisRequest[]
  /** Site of the representations; by default the last hidden layer, or the only site of each run. */
  readonly site?: string | null
}

/** Starts several measures on the latest representation of each of several runs: all of them, or none. */
export async function startAnalyses(
  lab: Lab,
  actor: Actor,
  { runIds, analyses, site, recompute, priority }: StartAnalysesInput,
): Promise<Analysis[]> {
  const planned = await planAnalyses(lab, actor, runIds, analyses, site)
  const ordered = planned
    .map((question, at) => ({ ...question, at }))
    .toSorted((a, b) => (a.plan.question < b.plan.question ? -1 : 1))
  return lab.db.transaction().execute(async (db) => {
    const started: Analysis[] = []
    for (const { input, plan, at } of ordered)
      started[at] = await findOrQueueAnalysis(db, lab, actor, input, plan, { recompute, priority })
    return started
  })
}

interface SweepRun {
  readonly id: string
  readonly sweepId: string | null
  readonly createdBy: string | null
}

/**
 * Starts the analyses that a sweep requested for each run, once the run's representation exists; after the
 * last run, the sweep's report too.
 */
export async function startRequestedAnalyses(
  db: Queries,
  lab: Lab,
  run: SweepRun,
  representation: AnalysisInput,
): Promise<void> {
  const sweep = await findRequestingSweep(db, run)
  if (!sweep) return
  const actor = actorOf(run)
  await startDeferredAnalyses(db, lab, actor, [{ input: representation, requests: sweep.analyses }])
  await startRequestedReport(db, lab, actor, sweep.id)
}

/** Starts the report that a sweep requested, once its last run has ended without a result. */
export async function startReportOf(db: Queries, lab: Lab, run: SweepRun): Promise<void> {
  const sweep = await findRequestingSweep(db, run)
  if (sweep) await startRequestedReport(db, lab, actorOf(run), sweep.id)
}

/** Finds the run's sweep if it requested analyses or a report. */
async function findRequestingSweep(db: Queries, { sweepId }: SweepRun) {
  if (sweepId === null) return undefined
  const sweep = await db
    .selectFrom('sweep')
    .select(['id', 'analyses'])
    .where('id', '=', sweepId)
    .executeTakeFirst()
  return sweep && sweep.analyses.length > 0 ? sweep : undefined
}

function actorOf({ createdBy, sweepId }: SweepRun) {
  return { ...localActor, userId: createdBy, name: `sweep ${sweepId}` }
}

interface DeferredRequests {
  readonly input: AnalysisInput
  readonly requests: readonly RequestedAnalysis[]
}

/**
 * Starts the analyses that were requested before their representations existed. Stores impossible requests as
 * failed analyses.
 */
export async function startDeferredAnalyses(
  db: Queries,
  lab: Lab,
  actor: Actor,
  deferred: readonly DeferredRequests[],
): Promise<void> {
  const planned: { readonly input: AnalysisInput; readonly plan: AnalysisPlan }[] = []
  for (const { input, requests } of deferred)
    for (const { sizes, ...rest } of requests) {
      // One list serves all widths of a sweep.
      const request = { ...rest, sizes: sizes?.filter((size) => size <= input.width) }
      try {
        planned.push({ input, plan: planAnalysis(input, request) })
      } catch (error) {
        if (!(error instanceof LabError)) throw error
        // What is asked for of each run is meant for its last hidden layer; others may have no readout.
        if (input.site !== lastHidden) continue
        await saveRejectedRequest(db, actor, input, request, error)
      }
    }
  for (const { input, plan } of planned.toSorted((a, b) => (a.plan.question < b.plan.question ? -1 : 1)))
    await findOrQueueAnalysis(db, lab, actor, input, plan, { priority: requestedPriority })
}

/**
 * Stores an impossible request as a failed analysis with the reason: no caller waits for the answer, and the
 * run has ended.
 */
async function saveRejectedRequest(
  db: Queries,
  actor: Actor,
  input: AnalysisInput,
  { measure, options, seed }: RequestedAnalysis,
  { code, message }: LabError,
): Promise<void> {
  const analysis = await db
    .insertInto('analysis')
    .values({
      id: randomUUID(),
      projectId: input.projectId,
      runId: input.runId,
      representationId: input.id,
      measure,
      version: measures.find(({ id }) => id === measure)?.version ?? 0,
      options: toJson(options),
      seed: seed ?? 0,
      // No question that anything could answer.
      question: randomUUID(),
      state: 'failed',
      failure: toJson({ code, message }),
      finishedAt: new Date(),
      createdBy: actor.userId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAndPublish(db, actor, 'startAnalysis', analysis)
}
