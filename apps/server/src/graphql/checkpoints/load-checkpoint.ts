import { findCheckpoints, findCheckpointsOfRuns } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loaderOf, loadOne } from '../loaders.ts'
import { Checkpoint } from './checkpoint.type.ts'

export const loadCheckpoint = loaderOf(findCheckpoints, Checkpoint)

export async function loadCheckpointsOf(context: Context, runId: string): Promise<Checkpoint[]> {
  const records = (await loadOne(context, fetchCheckpointsOfRuns, runId)) ?? []
  return records.map((record) => new Checkpoint(record))
}

function fetchCheckpointsOfRuns({ lab }: Context, runIds: readonly string[]) {
  return findCheckpointsOfRuns(lab, runIds)
}
