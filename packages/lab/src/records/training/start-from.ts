import { sql } from 'kysely'
import { encodeState, type Network } from '@mitoscope/training'
import { toJson } from '../../platform/database/json.ts'
import { replaceState } from '../jobs/replace-state.ts'
import type { Job } from '../../platform/queue/job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { RecordedFacts } from './training-facts.ts'

/** Network from which the runs of one width start, in place of networks drawn from their seeds. */
export interface StartingNetwork {
  readonly network: Network
  /** SHA-256 of its file, in hexadecimal. */
  readonly hash: string
}

/**
 * Lets the waiting runs of a sweep start from networks, given by width. A run that has been given its network already
 * keeps the state that it has. To be called before a worker can claim the runs.
 */
export async function startFrom(
  lab: Lab,
  sweepId: string,
  networks: ReadonlyMap<number, StartingNetwork>,
): Promise<void> {
  const { rows } = await sql<Job & { readonly width: number }>`
    select job.*, run.width from job join training_run run on run.id = job.subject_id
    where job.kind = 'train' and job.state = 'queued' and run.sweep_id = ${sweepId} and run.deleted_at is null
      and run.training ->> 'startedFrom' is null`.execute(lab.db)
  for (const job of rows) {
    const start = networks.get(job.width)
    if (!start) continue
    const state = { epoch: 0, runs: [{ network: start.network, optimiser: [], history: [] }] }
    const { hash } = await lab.blobs.put(toChunks(encodeState(state, { run: job.subjectId })))
    await lab.db.transaction().execute(async (db) => {
      await replaceState(db, lab, job, hash)
      // An attempt that only was given this has saved nothing.
      await db.updateTable('job').set({ stateAttempt: null }).where('id', '=', job.id).execute()
      const noted: RecordedFacts = { startedFrom: start.hash }
      await db
        .updateTable('trainingRun')
        .set({ training: toJson(noted) })
        .where('id', '=', job.subjectId)
        .execute()
    })
  }
}

async function* toChunks(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks
}
