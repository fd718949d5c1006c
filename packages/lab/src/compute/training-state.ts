import { buffer } from 'node:stream/consumers'
import { decodeState, encodeState, type TrainingState } from '@mitoscope/training'
import type { JobContext } from './job-body.ts'
import { toStream } from './to-stream.ts'

type Blobs = Pick<JobContext, 'blobs'>

/** Puts the state of a training into the blob store. The run is part of it, so no other training has the same blob. */
export async function saveState({ blobs }: Blobs, run: string, state: TrainingState): Promise<string> {
  return (await blobs.put(toStream(encodeState(state, { run })))).hash
}

/** The state in a blob. Undefined where it is gone: the training begins anew, with the same numbers. */
export async function loadState({ blobs }: Blobs, hash: string): Promise<TrainingState | undefined> {
  if ((await blobs.stat(hash)) === undefined) return undefined
  return decodeState(await buffer(blobs.read(hash))).state
}
