import { findBranches } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { RunBranch } from './run-branch.type.ts'

export async function loadBranch(context: Context, id: string): Promise<RunBranch | undefined> {
  const record = await loadOne(context, fetchBranches, id)
  return record && new RunBranch(record)
}

function fetchBranches({ lab, actor }: Context, ids: readonly string[]) {
  return findBranches(lab, actor, ids)
}
