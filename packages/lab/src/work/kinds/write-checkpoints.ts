import { randomUUID } from 'node:crypto'
import { recordBlob } from '../../platform/blobs/blob-records.ts'
import type { JobProgress } from '../../platform/queue/job-kind.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Lab } from '../../platform/lab/lab.ts'

/** Stores checkpoints whose parameters are blobs already. A second attempt at an epoch replaces the first. */
export async function writeCheckpoints(
  db: Queries,
  lab: Lab,
  runId: string,
  checkpoints: NonNullable<JobProgress['checkpoints']>,
): Promise<void> {
  for (const { epoch, hash, bytes, metrics = {} } of checkpoints) {
    await recordBlob(db, lab, { hash, bytes })
    const values = { blobHash: hash, metrics: toJson(metrics) }
    await db
      .insertInto('checkpoint')
      .values({ id: randomUUID(), runId, epoch, ...values })
      .onConflict((conflict) => conflict.columns(['runId', 'epoch']).doUpdateSet(values))
      .execute()
  }
}
