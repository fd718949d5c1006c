import { randomUUID } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import type { Queries } from '../database/database.ts'
import { toJson } from '../database/json.ts'
import { LabError } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import { measures } from '../measures/measures.ts'
import type { AnalysisInput } from './analysis.ts'
import { requestedPriority } from '../sweeps/run-priority.ts'
import { announce, askQuestion } from './ask-question.ts'
import { planAnalysis, type AnalysisPlan } from './plan-analysis.ts'

interface AskedOf {
  readonly input: AnalysisInput
  readonly requests: readonly {
    readonly measure: string
    readonly options: Readonly<Record<string, unknown>>
  }[]
}

/**
 * Starts the analyses that were requested before their representations existed. Stores impossible requests as
 * failed analyses.
 */
export async function startAsked(
  db: Queries,
  lab: Lab,
  actor: Actor,
  asked: readonly AskedOf[],
): Promise<void> {
  const planned: { readonly input: AnalysisInput; readonly plan: AnalysisPlan }[] = []
  for (const { input, requests } of asked)
    for (const request of requests) {
      try {
        planned.push({ input, plan: planAnalysis(input, request) })
      } catch (error) {
        if (!(error instanceof LabError)) throw error
        await refuseRequested(db, actor, input, request, error)
      }
    }
  for (const { input, plan } of planned.toSorted((a, b) => (a.plan.question < b.plan.question ? -1 : 1)))
    await askQuestion(db, lab, actor, input, plan, { priority: requestedPriority })
}

/**
 * Stores an impossible request as a failed analysis with the reason: no caller waits for the answer, and the
 * run has ended.
 */
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
