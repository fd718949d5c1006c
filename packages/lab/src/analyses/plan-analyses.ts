import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { badInput, notFound } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import type { AnalysisInput } from './analysis.ts'
import { planAnalysis, type AnalysisPlan, type AnalysisRequest } from './plan-analysis.ts'

export interface PlannedAnalysis {
  readonly input: AnalysisInput
  readonly plan: AnalysisPlan
}

const most = 2000

/**
 * Plans several measures on the latest representation of each of several runs, run by run. Throws NOT_FOUND,
 * FORBIDDEN or BAD_USER_INPUT if any of them is impossible.
 */
export async function planAnalyses(
  lab: Lab,
  actor: Actor,
  runIds: readonly string[],
  analyses: readonly AnalysisRequest[],
): Promise<PlannedAnalysis[]> {
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
  const byRun = new Map(found.map((input) => [input.runId, input]))
  const inputs = runs.map((id) => {
    const input = byRun.get(id)
    if (!input) throw notFound('representation of the run', id)
    // Strangers are told the same, so that they do not learn which runs there are.
    requireRole(actor, input.projectId, 'editor', 'representation of the run', id)
    return input
  })
  return inputs.flatMap((input) => analyses.map((request) => ({ input, plan: planAnalysis(input, request) })))
}
