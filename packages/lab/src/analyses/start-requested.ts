import { randomUUID } from 'node:crypto'
import { localActor, type Actor } from '../access/actor.ts'
import type { Queries } from '../database/database.ts'
import { toJson } from '../database/json.ts'
import { LabError } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import { measures } from '../measures/measures.ts'
import { startRequestedReport } from '../reports/start-report.ts'
import type { AnalysisInput } from './analysis.ts'
import { announce, askQuestion } from './ask-question.ts'
import { planAnalysis, type AnalysisPlan } from './plan-analysis.ts'

interface SweepRun {
  readonly id: string
  readonly sweepId: string | null
  readonly createdBy: string | null
}

/**
 * What a sweep asked to be computed of each of its runs, once the run's representation is there; and its report, once
 * that was the last run.
 */
export async function startRequestedAnalyses(
  db: Queries,
  lab: Lab,
  run: SweepRun,
  representation: AnalysisInput,
): Promise<void> {
  const sweep = await findAskingSweep(db, run)
  if (!sweep) return
  const actor = actorOf(run)
  const plans: AnalysisPlan[] = []
  for (const request of sweep.analyses) {
    try {
      plans.push(planAnalysis(representation, request))
    } catch (error) {
      if (!(error instanceof LabError)) throw error
      await refuseRequested(db, actor, representation, request, error)
    }
  }
  for (const plan of plans.toSorted((a, b) => (a.question < b.question ? -1 : 1)))
    await askQuestion(db, lab, actor, representation, plan)
  await startRequestedReport(db, lab, actor, sweep.id)
}

/** The report that a sweep asked for, once the last of its runs has ended without a result. */
export async function startReportOf(db: Queries, lab: Lab, run: SweepRun): Promise<void> {
  const sweep = await findAskingSweep(db, run)
  if (sweep) await startRequestedReport(db, lab, actorOf(run), sweep.id)
}

/** The run's sweep, where that asked for something. */
async function findAskingSweep(db: Queries, { sweepId }: SweepRun) {
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

/** Keeps why a request cannot be met as a failed analysis: nobody waits for an answer to it, and the run is done. */
async function refuseRequested(
  db: Queries,
  actor: Actor,
  input: AnalysisInput,
  { measure, options }: { readonly measure: string; readonly options: object },
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
      options: toJson(options ?? {}),
      seed: 0,
      // No question that anything could answer.
      question: randomUUID(),
      state: 'failed',
      failure: toJson({ code, message }),
      finishedAt: new Date(),
      createdBy: actor.userId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await announce(db, actor, 'startAnalysis', analysis)
}
