import { findCheckpoints, findCheckpointsOfRuns } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { Checkpoint } from './checkpoint.type.ts'

export async function loadCheckpoint(context: Context, id: string): Promise<Checkpoint | undefined> {
  const record = await loadOne(context, fetchCheckpoints, id)
  return record && new Checkpoint(record)
}

export async function loadCheckpointsOf(context: Context, runId: string): Promise<Checkpoint[]> {
  const records = (await loadOne(context, fetchCheckpointsOfRuns, runId)) ?? []
  return records.map((record) => new Checkpoint(record))
}

function fetchCheckpoints({ lab, actor }: Context, ids: readonly string[]) {
  return findCheckpoints(lab, actor, ids)
}

function fetchCheckpointsOfRuns({ lab }: Context, runIds: readonly string[]) {
  return findCheckpointsOfRuns(lab, runIds)
}
