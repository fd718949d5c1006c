import { findSweepProgress, findSweeps, type Sweep as SweepRecord } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loaderOf, loadOne } from '../loaders.ts'
import { SweepProgress } from './sweep-progress.type.ts'
import { Sweep } from './sweep.type.ts'

export const loadSweep = loaderOf(findSweeps, Sweep)

/**
 * Loads the progress of a sweep, in a batch with others of the request. The caller must be allowed to read
 * the sweep.
 */
export async function loadSweepProgress(
  context: Context,
  { id, config, analyses, reportSettings }: SweepRecord,
) {
  const key = JSON.stringify({ id, config, analyses, reportSettings })
  const record = await loadOne(context, fetchProgress, key)
  return new SweepProgress(record!)
}

async function fetchProgress({ lab }: Context, keys: readonly string[]) {
  const sweeps = keys.map(
    (key) => JSON.parse(key) as Pick<SweepRecord, 'id' | 'config' | 'analyses' | 'reportSettings'>,
  )
  const found = await findSweepProgress(lab, sweeps)
  return new Map(keys.map((key, i) => [key, found.get(sweeps[i].id)!]))
}
