import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { badInput, notFound } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import type { Analysis } from './analysis.ts'
import { askQuestion, type AskOptions } from './ask-question.ts'
import { planAnalysis, type AnalysisRequest } from './plan-analysis.ts'

export interface StartAnalysesInput extends AskOptions {
  readonly runIds: readonly string[]
  readonly analyses: readonly AnalysisRequest[]
}

const most = 2000

/** Asks for several measures on the latest representation of each of several runs: all of them, or none. */
export async function startAnalyses(
  lab: Lab,
  actor: Actor,
  { runIds, analyses, recompute, priority }: StartAnalysesInput,
): Promise<Analysis[]> {
  const runs = [...new Set(runIds)]
  if (runs.length * analyses.length > most)
    throw badInput('runIds', `${runs.length} runs × ${analyses.length} measures are too many`, `Ask for at most ${most}`) // prettier-ignore
  const found = await lab.db
    .selectFrom('representation')
    .selectAll()
    .distinctOn('runId')
    .where(sql<boolean>`run_id = any(${runs}::uuid[])`)
    .where('deletedAt', 'is', null)
    .orderBy(sql`run_id, epoch desc nulls first, created_at desc`)
    .execute()
  const inputs = runs.map((id) => {
    const input = found.find(({ runId }) => runId === id)
    if (!input) throw notFound('representation of the run', id)
    requireRole(actor, input.projectId, 'editor', 'run', id)
    return input
  })
  const asked = inputs
    .flatMap((input) => analyses.map((request) => ({ input, plan: planAnalysis(input, request) })))
    .map((question, at) => ({ ...question, at }))
    .toSorted((a, b) => (a.plan.question < b.plan.question ? -1 : 1))
  return lab.db.transaction().execute(async (db) => {
    const started: Analysis[] = []
    for (const { input, plan, at } of asked)
      started[at] = await askQuestion(db, lab, actor, input, plan, { recompute, priority })
    return started
  })
}
