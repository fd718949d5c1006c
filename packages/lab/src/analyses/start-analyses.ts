import type { Actor } from '../access/actor.ts'
import type { Lab } from '../lab.ts'
import type { Analysis } from './analysis.ts'
import { askQuestion, type AskOptions } from './ask-question.ts'
import { planAnalyses } from './plan-analyses.ts'
import type { AnalysisRequest } from './plan-analysis.ts'

export interface StartAnalysesInput extends AskOptions {
  readonly runIds: readonly string[]
  readonly analyses: readonly AnalysisRequest[]
}

/** Starts several measures on the latest representation of each of several runs: all of them, or none. */
export async function startAnalyses(
  lab: Lab,
  actor: Actor,
  { runIds, analyses, recompute, priority }: StartAnalysesInput,
): Promise<Analysis[]> {
  const planned = await planAnalyses(lab, actor, runIds, analyses)
  const asked = planned
    .map((question, at) => ({ ...question, at }))
    .toSorted((a, b) => (a.plan.question < b.plan.question ? -1 : 1))
  return lab.db.transaction().execute(async (db) => {
    const started: Analysis[] = []
    for (const { input, plan, at } of asked)
      started[at] = await askQuestion(db, lab, actor, input, plan, { recompute, priority })
    return started
  })
}
