import type { OptionValues, Provenance, Warning } from '@mitoscope/analysis'
import type { Queries } from '../database/database.ts'
import { toJson } from '../database/json.ts'
import type { WorkState } from '../database/tables.ts'
import { notFound } from '../errors/lab-error.ts'
import { publish } from '../events/events.ts'
import { endedColumns, startedColumns } from '../jobs/state-columns.ts'
import type { JobKind } from '../jobs/job-kind.ts'
import type { Lab } from '../lab.ts'
import type { PairComparison } from './pair-comparison.ts'

interface ComparedFile {
  readonly fileName: string
  readonly blobHash: string
}

/** Input of the compute process for a comparison. */
export interface CompareTask {
  readonly files: readonly [first: ComparedFile, second: ComparedFile]
  readonly measure: string
  readonly options: OptionValues
  /** Result for the same inputs that became available after the job was queued. */
  readonly known?: CompareOutput
}

/** Result of comparing two representations. */
export interface CompareOutput {
  readonly scalars: PairComparison['scalars']
  readonly provenance: Provenance
  readonly warnings: readonly Warning[]
}

/** Lifecycle of a comparison around its job. */
export const compareKind: JobKind = {
  async describe(lab, { subjectId }): Promise<CompareTask> {
    const found = await lab.db
      .selectFrom('pairComparison as pair')
      .innerJoin('representation as first', 'first.id', 'pair.firstId')
      .innerJoin('representation as second', 'second.id', 'pair.secondId')
      .selectAll('pair')
      .select(['first.fileName as firstFile', 'first.blobHash as firstBlob'])
      .select(['second.fileName as secondFile', 'second.blobHash as secondBlob'])
      .where('pair.id', '=', subjectId)
      .where('pair.deletedAt', 'is', null)
      .executeTakeFirst()
    if (!found) throw notFound('comparison', subjectId)
    const { measure, options, firstFile, firstBlob, secondFile, secondBlob } = found
    const known = await findResultSince(lab, found)
    return {
      files: [
        { fileName: firstFile, blobHash: firstBlob },
        { fileName: secondFile, blobHash: secondBlob },
      ],
      measure,
      options: options as CompareTask['options'],
      ...(known && { known }),
    }
  },
  started: (db, job) => setState(db, job.subjectId, 'running', startedColumns(job)),
  async finish(db, _lab, { subjectId }, output) {
    const { scalars, provenance, warnings } = output as CompareOutput
    await setState(db, subjectId, 'finished', {
      scalars: toJson(scalars),
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
  const changed = await db
    .updateTable('pairComparison')
    .set({ state, updatedAt: new Date(), ...values })
    .where('id', '=', id)
    .returning('projectId')
    .executeTakeFirst()
  if (changed) await publish(db, { kind: 'pairComparison', id, projectId: changed.projectId })
}

/** Finds a result computed meanwhile from other representations with the same bytes, in the same order. */
async function findResultSince(lab: Lab, asked: PairComparison): Promise<CompareOutput | undefined> {
  const found = await lab.db
    .selectFrom('pairComparison')
    .select(['scalars', 'provenance', 'warnings'])
    .where('question', '=', asked.question)
    .where('firstInput', '=', asked.firstInput)
    .where('secondInput', '=', asked.secondInput)
    .where('state', '=', 'finished')
    .where('finishedAt', '>', asked.createdAt)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  return found as CompareOutput | undefined
}
