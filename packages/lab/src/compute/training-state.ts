import { buffer } from 'node:stream/consumers'
import { decodeState, encodeState, type TrainingState } from '@mitoscope/training'
import type { JobContext } from './job-body.ts'
import { toStream } from './to-stream.ts'

type Blobs = Pick<JobContext, 'blobs'>

/**
 * Stores the state of a training in the blob store. The state includes the run, so two trainings never share
 * a blob.
 */
export async function saveState({ blobs }: Blobs, run: string, state: TrainingState): Promise<string> {
  return (await blobs.put(toStream(encodeState(state, { run })))).hash
}

/**
 * Loads the state of a blob; undefined if it is gone, in which case the training restarts, with the same
 * numbers.
 */
export async function loadState({ blobs }: Blobs, hash: string): Promise<TrainingState | undefined> {
  if ((await blobs.stat(hash)) === undefined) return undefined
  return decodeState(await buffer(blobs.read(hash))).state
}
