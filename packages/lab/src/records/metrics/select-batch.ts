import type { Lab } from '../../platform/lab/lab.ts'
import { decodeSeries, type SeriesPoints } from './metric-points.ts'

const maxCached = 256
const cache = new WeakMap<Lab['events'], Map<number, Promise<SeriesPoints | undefined>>>()

/**
 * Returns the points that a batch added; undefined if its record was pruned. Reads a batch once per process
 * for all followers of the run, since its points never change.
 */
export function selectBatch(lab: Lab, id: number): Promise<SeriesPoints | undefined> {
  let batches = cache.get(lab.events)
  if (!batches) cache.set(lab.events, (batches = new Map()))
  const known = batches.get(id)
  if (known) return known
  const reading = fetchBatch(lab, id)
  batches.set(id, reading)
  if (batches.size > maxCached) batches.delete(batches.keys().next().value!)
  reading.catch(() => batches.delete(id))
  return reading
}

async function fetchBatch({ db }: Lab, id: number): Promise<SeriesPoints | undefined> {
  const row = await db
    .selectFrom('metricBatch')
    .select(['points', 'times'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && decodeSeries(row.points, row.times)
}
