import { findRuns } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { TrainingRun } from './run.type.ts'

/** Loads a run by its record id, in a batch with others of the request. */
export async function loadRun(context: Context, id: string): Promise<TrainingRun | undefined> {
  const record = await loadOne(context, fetchRuns, id)
  return record && new TrainingRun(record)
}

function fetchRuns({ lab, actor }: Context, ids: readonly string[]) {
  return findRuns(lab, actor, ids)
}
