import type { OptionValues, Provenance, SlimShape, Warning } from '@mitoscope/analysis'
import { recordBlob } from '../../platform/blobs/blob-records.ts'
import { toJson } from '../../platform/database/json.ts'
import type { ArrayPlace } from '../../platform/database/tables.ts'
import { notFound } from '../../platform/errors/lab-error.ts'
import { lifecycleOf } from './lifecycle-of.ts'
import type { JobKind, Lab } from '../../platform/lab/lab.ts'

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

const { started, finished, end } = lifecycleOf('analysis', 'runId')

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
  started,
  async finish(db, lab, job, output) {
    const { hash, bytes, result, scalars, arrays, provenance, warnings } = output as AnalysisOutput
    await recordBlob(db, lab, { hash, bytes })
    await finished(db, job, {
      resultBlob: hash,
      result: toJson(result),
      scalars: toJson(scalars),
      arrays: toJson(arrays),
      provenance: toJson(provenance),
      warnings: toJson(warnings),
    })
  },
  end,
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
