import type { OptionValues, Provenance, SlimShape, Warning } from '@mitoscope/analysis'
import { recordBlob } from '../blobs/blob-records.ts'
import type { Queries } from '../database/database.ts'
import { toJson } from '../database/json.ts'
import type { ArrayPlace, WorkState } from '../database/tables.ts'
import { notFound } from '../errors/lab-error.ts'
import { publish } from '../events/events.ts'
import { endedColumns, startedColumns } from '../jobs/state-columns.ts'
import type { JobKind } from '../jobs/job-kind.ts'
import type { Lab } from '../lab.ts'

/** Input of the compute process for an analysis. */
export interface AnalysisTask {
  readonly fileName: string
  readonly blobHash: string
  readonly measure: string
  readonly options: OptionValues
  readonly seed: number
  readonly sizes: readonly number[]
  /** Result that became available after the analysis was queued. */
  readonly known?: AnalysisOutput
}

/** Lifecycle of an analysis around its job. */
export const analyzeKind: JobKind = {
  async describe(lab, job): Promise<AnalysisTask> {
    const task = await lab.db
      .selectFrom('analysis')
      .innerJoin('representation', 'representation.id', 'analysis.representationId')
      .select(['representation.fileName', 'representation.blobHash'])
      .select(['analysis.measure', 'analysis.options', 'analysis.seed', 'analysis.sizes'])
      .select(['analysis.question', 'analysis.createdAt'])
      .where('analysis.id', '=', job.subjectId)
      .where('analysis.deletedAt', 'is', null)
      .executeTakeFirst()
    if (!task) throw notFound('analysis', job.subjectId)
    const { question, createdAt, options, ...rest } = task
    const known = await findResultSince(lab, question, createdAt)
    return { ...rest, options: options as AnalysisTask['options'], ...(known && { known }) }
  },
  started: (db, job) => setState(db, job.subjectId, 'running', startedColumns(job)),
  async finish(db, lab, { subjectId }, output) {
    const { hash, bytes, result, scalars, arrays, provenance, warnings } = output as AnalysisOutput
    await recordBlob(db, lab, { hash, bytes })
    await setState(db, subjectId, 'finished', {
      resultBlob: hash,
      result: toJson(result),
      scalars: toJson(scalars),
      arrays: toJson(arrays),
      provenance: toJson(provenance),
      warnings: toJson(warnings),
      failure: null,
      finishedAt: new Date(),
    })
  },
  end: (db, _lab, { subjectId }, state, failure) =>
    setState(db, subjectId, state, endedColumns(state, failure)),
}

async function setState(db: Queries, id: string, state: WorkState, values: object): Promise<void> {
  const analysis = await db
    .updateTable('analysis')
    .set({ state, updatedAt: new Date(), ...values })
    .where('id', '=', id)
    .returning(['projectId', 'runId'])
    .executeTakeFirst()
  if (!analysis) return
  await publish(db, { kind: 'analysis', id, projectId: analysis.projectId, subjectId: analysis.runId })
}

/**
 * Finds a result for the same question that was computed meanwhile from another representation with the same
 * bytes.
 */
async function findResultSince(lab: Lab, question: string, since: Date): Promise<AnalysisOutput | undefined> {
  const answer = await lab.db
    .selectFrom('analysis')
    .innerJoin('blob', 'blob.hash', 'analysis.resultBlob')
    .select(['hash', 'bytes', 'result', 'scalars', 'arrays', 'provenance', 'warnings'])
    .where('question', '=', question)
    .where('state', '=', 'finished')
    .where('finishedAt', '>', since)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  return answer as AnalysisOutput | undefined
}

/** Output of an analysis: the blob with the whole result, and the part that its row stores. */
export interface AnalysisOutput {
  readonly hash: string
  readonly bytes: number
  readonly result: SlimShape
  readonly scalars: Readonly<Record<string, number | null>>
  readonly arrays: readonly ArrayPlace[]
  readonly provenance: Provenance
  readonly warnings: readonly Warning[]
}
