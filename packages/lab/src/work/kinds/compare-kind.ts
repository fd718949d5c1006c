import type { OptionValues, Provenance, Warning } from '@mitoscope/analysis'
import { toJson } from '../../platform/database/json.ts'
import { notFound } from '../../platform/errors/lab-error.ts'
import { lifecycleOf } from './lifecycle-of.ts'
import type { JobKind, Lab } from '../../platform/lab/lab.ts'
import type { PairComparison } from '../../records/pair-comparisons/pair-comparison.ts'

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

const { started, finished, end } = lifecycleOf('pairComparison')

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
  started,
  async finish(db, _lab, job, output) {
    const { scalars, provenance, warnings } = output as CompareOutput
    await finished(db, job, {
      scalars: toJson(scalars),
      provenance: toJson(provenance),
      warnings: toJson(warnings),
    })
  },
  end,
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
