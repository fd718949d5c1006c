import { localActor } from '../access/actor.ts'
import type { Queries } from '../database/database.ts'
import type { Lab } from '../lab.ts'
import { startRequestedReport } from '../reports/start-report.ts'
import type { AnalysisInput } from './analysis.ts'
import { startAsked } from './start-asked.ts'

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
  const sweep = await findAskingSweep(db, run)
  if (!sweep) return
  const actor = actorOf(run)
  await startAsked(db, lab, actor, [{ input: representation, requests: sweep.analyses }])
  await startRequestedReport(db, lab, actor, sweep.id)
}

/** Starts the report that a sweep requested, once its last run has ended without a result. */
export async function startReportOf(db: Queries, lab: Lab, run: SweepRun): Promise<void> {
  const sweep = await findAskingSweep(db, run)
  if (sweep) await startRequestedReport(db, lab, actorOf(run), sweep.id)
}

/** Finds the run's sweep if it requested analyses or a report. */
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
