import { findRuns } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { TrainingRun } from './run.type.ts'

/** The run with this record id, read together with the others of the request. */
export async function loadRun(context: Context, id: string): Promise<TrainingRun | undefined> {
  const record = await loadOne(context, readRuns, id)
  return record && new TrainingRun(record)
}

function readRuns({ lab, actor }: Context, ids: readonly string[]) {
  return findRuns(lab, actor, ids)
}
