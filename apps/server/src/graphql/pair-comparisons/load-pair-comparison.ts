import { findPairComparisons } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { PairComparison } from './pair-comparison.type.ts'

/** Loads a comparison by its record id, in a batch with others of the request. */
export async function loadPairComparison(context: Context, id: string): Promise<PairComparison | undefined> {
  const record = await loadOne(context, fetchPairComparisons, id)
  return record && new PairComparison(record)
}

function fetchPairComparisons({ lab, actor }: Context, ids: readonly string[]) {
  return findPairComparisons(lab, actor, ids)
}
