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

/**
 * What a sweep asked to be computed of each of its runs, once the run's representation is there; and its report, once
 * that was the last run.
 */
export async function startRequestedAnalyses(
  db: Queries,
  lab: Lab,
  run: { readonly id: string; readonly sweepId: string | null; readonly createdBy: string | null },
  representation: AnalysisInput,
): Promise<void> {
  if (run.sweepId === null) return
  const sweep = await db
    .selectFrom('sweep')
    .select(['id', 'analyses'])
    .where('id', '=', run.sweepId)
    .executeTakeFirst()
  if (!sweep || sweep.analyses.length === 0) return
  const actor = { ...localActor, userId: run.createdBy, name: `sweep ${sweep.id}` }
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
