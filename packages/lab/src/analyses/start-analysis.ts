import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { notFound } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import type { Analysis } from './analysis.ts'
import { askQuestion, type AskOptions } from './ask-question.ts'
import { planAnalysis, type AnalysisRequest } from './plan-analysis.ts'

export interface StartAnalysisInput extends AnalysisRequest, AskOptions {
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
    .execute((db) => askQuestion(db, lab, actor, representation, plan, { recompute, priority }))
}
