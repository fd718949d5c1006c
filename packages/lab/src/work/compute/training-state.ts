import { buffer } from 'node:stream/consumers'
import { decodeState, encodeState, type TrainingState } from '@mitoscope/training'
import type { JobContext } from './job-body.ts'
import { toStream } from './to-stream.ts'

type Blobs = Pick<JobContext, 'blobs'>

/** State to continue from, with the seconds of training so far. */
export interface SavedState {
  readonly state: TrainingState
  readonly seconds: number
}

/**
 * Stores the state of a training in the blob store. The state includes the run, so two trainings never share
 * a blob.
 */
export async function saveState(
  { blobs }: Blobs,
  run: string,
  { state, seconds }: SavedState,
): Promise<string> {
  return (await blobs.put(toStream(encodeState(state, { run, seconds: String(seconds) })))).hash
}

/**
 * Loads the state of a blob; undefined if it is gone, in which case the training restarts, with the same
 * numbers.
 */
export async function loadState({ blobs }: Blobs, hash: string): Promise<SavedState | undefined> {
  if ((await blobs.stat(hash)) === undefined) return undefined
  const { state, notes } = decodeState(await buffer(blobs.read(hash)), `state ${hash}`)
  // States of before the seconds were kept have none.
  return { state, seconds: Number(notes.seconds ?? 0) }
}
