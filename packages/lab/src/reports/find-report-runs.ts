import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { ReportSettings } from '../database/tables.ts'
import { summaryQuestion } from './report-settings.ts'

/** A finished run with the representation that a report takes, and the summary it has already. */
export interface ReportTaskRun {
  readonly facts: {
    readonly runId: string
    readonly name: string
    readonly seed: number
    readonly weightDecay: number
    readonly testError: number | null
    readonly trainError: number | null
    readonly interpolationEpoch: number | null
  }
  readonly representationId: string
  readonly fileName: string
  readonly blobHash: string
  readonly question: string
  /** Blob of the run's summary, where there is one. */
  readonly summary?: string
}

/** A sweep's finished runs with the last representation of each. Runs without one are left out. */
export async function findReportRuns(
  db: Queries,
  sweepId: string,
  settings: ReportSettings,
): Promise<ReportTaskRun[]> {
  const last = (name: string) =>
    sql<number | null>`(select last from metric_series s where s.run_id = r.id and s.name = ${name})`
  const rows = await db
    .selectFrom('trainingRun as r')
    .innerJoin('representation as p', 'p.runId', 'r.id')
    .distinctOn('r.id')
    .select(['r.id as runId', 'r.name', 'r.seed', 'r.weightDecay', 'r.interpolationEpoch'])
    .select(['p.id as representationId', 'p.fileName', 'p.blobHash', 'p.inputHash'])
    .select([last('testError').as('testError'), last('trainError').as('trainError')])
    .where('r.sweepId', '=', sweepId)
    .where('r.state', '=', 'finished')
    .where('r.deletedAt', 'is', null)
    .where('p.deletedAt', 'is', null)
    .orderBy(sql`r.id, p.epoch desc nulls first, p.created_at desc`)
    .execute()
  const runs = rows.map(({ representationId, fileName, blobHash, inputHash, ...facts }) => ({
    facts: { ...facts, seed: facts.seed ?? 0, weightDecay: facts.weightDecay ?? 0 },
    representationId,
    fileName,
    blobHash,
    question: summaryQuestion(inputHash, settings),
  }))
  if (runs.length === 0) return []
  const known = await db
    .selectFrom('runSummary')
    .select(['question', 'blobHash'])
    .where('question', 'in', runs.map(({ question }) => question))
    .execute() // prettier-ignore
  return runs.map((run) => ({
    ...run,
    summary: known.find(({ question }) => question === run.question)?.blobHash,
  }))
}
