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
  await startAsked(db, lab, actor, [{ input: representation, requests: sweep.analyses }])
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
