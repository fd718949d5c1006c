import { localActor } from '../access/actor.ts'
import type { Queries } from '../database/database.ts'
import type { Lab } from '../lab.ts'
import { startRequestedReport } from '../reports/start-report.ts'
import type { AnalysisInput } from './analysis.ts'
import { askQuestion } from './ask-question.ts'
import { planAnalysis } from './plan-analysis.ts'

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
  const plans = sweep.analyses.map((request) => planAnalysis(representation, request))
  for (const plan of plans.toSorted((a, b) => (a.question < b.question ? -1 : 1)))
    await askQuestion(db, lab, actor, representation, plan)
  await startRequestedReport(db, lab, actor, sweep.id, run.id)
}
