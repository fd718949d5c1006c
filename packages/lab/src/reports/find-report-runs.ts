import type { DivergedRun } from '@mitoscope/analysis'
import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import type { ReportSettings } from '../database/tables.ts'
import { endedNotFinite, hasDiverged } from '../metrics/find-diverged.ts'
import { logitsQuestion, summaryQuestion } from './report-settings.ts'

/** Finished run with a representation that a report includes, and its known results. */
export interface ReportTaskRun {
  readonly facts: {
    readonly runId: string
    readonly name: string
    readonly seed: number
    readonly weightDecay: number
    readonly testError: number | null
    readonly trainError: number | null
    readonly interpolationEpoch: number | null
    /** Epoch of the representation. */
    readonly epoch: number | null
    readonly control: string
  }
  readonly representationId: string
  readonly fileName: string
  readonly blobHash: string
  readonly question: string
  /** Blob of the run's summary, if there is one. */
  readonly summary?: string
  readonly logitsQuestion: string
  /** Blob of the run's logits on the test inputs, if there is one. */
  readonly logits?: string
}

export interface ReportRuns {
  /** Every run with its last representation. */
  readonly runs: readonly ReportTaskRun[]
  /** Earlier epochs of the sweep's own runs, if they are represented. */
  readonly epochs: readonly ReportTaskRun[]
  /** Runs left out because they diverged. */
  readonly diverged: readonly DivergedRun[]
}

/** Returns the control condition of a run or a sweep as SQL; networks without any epoch are untrained. */
const controlOf = (table: 'r' | 'w') => {
  const config = sql.ref(`${table}.config`)
  return sql<string>`case when ${config} ->> 'epochs' = '0' then 'untrained'
    else coalesce(${config} ->> 'control', 'none') end`
}

/**
 * Finds a sweep's finished runs with their representations, and the control runs of its model for comparison,
 * unless the sweep itself is a control. Leaves out runs without a representation.
 */
export async function findReportRuns(
  db: Queries,
  sweepId: string,
  settings: ReportSettings,
): Promise<ReportRuns> {
  const last = (name: string) =>
    sql<number | null>`(select s.last from metric_series s where s.run_id = r.id and s.name = ${name}
      and not ${endedNotFinite('s')})`
  const control = controlOf('r')
  const rows = await db
    .selectFrom('trainingRun as r')
    .innerJoin('representation as p', 'p.runId', 'r.id')
    .innerJoin('sweep as w', (join) => join.on('w.id', '=', sweepId))
    .select(['r.id as runId', 'r.name', 'r.seed', 'r.weightDecay', 'r.interpolationEpoch', 'r.sweepId'])
    .select(['p.id as representationId', 'p.fileName', 'p.blobHash', 'p.inputHash', 'p.epoch'])
    .select([last('testError').as('testError'), last('trainError').as('trainError'), control.as('control')])
    .where(
      sql<boolean>`(r.sweep_id = w.id or (r.model_id = w.model_id and ${control} <> 'none'
        and ${controlOf('w')} = 'none'))`,
    )
    .where('r.state', '=', 'finished')
    .where(sql<boolean>`not ${hasDiverged('r')}`)
    .where('r.deletedAt', 'is', null)
    .where('p.deletedAt', 'is', null)
    .orderBy(sql`r.id, p.epoch desc nulls first, p.created_at desc`)
    .execute()
  const diverged = await findDivergedRuns(db, sweepId)
  if (rows.length === 0) return { runs: [], epochs: [], diverged }
  const found = rows.map(({ representationId, fileName, blobHash, inputHash, sweepId: of, ...facts }) => ({
    facts: { ...facts, seed: facts.seed ?? 0, weightDecay: facts.weightDecay ?? 0 },
    representationId,
    fileName,
    blobHash,
    question: summaryQuestion(inputHash, settings),
    logitsQuestion: logitsQuestion(inputHash),
    isOwn: of === sweepId,
  }))
  const questions = found.flatMap((run) => [run.question, run.logitsQuestion])
  const known = await db
    .selectFrom('runSummary')
    .select(['question', 'blobHash'])
    .where('question', 'in', questions)
    .execute()
  const blobs = new Map(known.map(({ question, blobHash }) => [question, blobHash]))
  const runs: ReportTaskRun[] = []
  const epochs: ReportTaskRun[] = []
  const seen = new Set<string>()
  for (const { isOwn, ...run } of found) {
    const { runId, epoch } = run.facts
    const isLast = !seen.has(runId)
    // The latest of an epoch's representations counts.
    const isFirstOfEpoch = epoch !== null && !seen.has(`${runId} ${epoch}`)
    seen.add(runId).add(`${runId} ${epoch}`)
    const task = { ...run, summary: blobs.get(run.question), logits: blobs.get(run.logitsQuestion) }
    if (isLast) runs.push(task)
    else if (isOwn && isFirstOfEpoch) epochs.push(task)
  }
  return { runs, epochs, diverged }
}

/** Finds the sweep's finished runs that diverged, with or without a representation. */
async function findDivergedRuns(db: Queries, sweepId: string): Promise<DivergedRun[]> {
  const rows = await db
    .selectFrom('trainingRun as r')
    .select(['r.name', 'r.width', 'r.seed', 'r.weightDecay'])
    .where('r.sweepId', '=', sweepId)
    .where('r.state', '=', 'finished')
    .where('r.deletedAt', 'is', null)
    .where(hasDiverged('r'))
    .orderBy('r.name')
    .execute()
  return rows.map((row) => ({ ...row, seed: row.seed ?? 0, weightDecay: row.weightDecay ?? 0 }))
}
