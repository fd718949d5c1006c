import type { Lab } from '../lab.ts'
import { decodeSeries, type SeriesPoints } from './metric-points.ts'

const mostKept = 256
const kept = new WeakMap<Lab['events'], Map<number, Promise<SeriesPoints | undefined>>>()

/**
 * Returns the points that a batch added; undefined if its record was pruned. Reads a batch once per process
 * for all followers of the run, since its points never change.
 */
export function readBatch(lab: Lab, id: number): Promise<SeriesPoints | undefined> {
  let batches = kept.get(lab.events)
  if (!batches) kept.set(lab.events, (batches = new Map()))
  const before = batches.get(id)
  if (before) return before
  const reading = read(lab, id)
  batches.set(id, reading)
  if (batches.size > mostKept) batches.delete(batches.keys().next().value!)
  reading.catch(() => batches.delete(id))
  return reading
}

async function read({ db }: Lab, id: number): Promise<SeriesPoints | undefined> {
  const row = await db.selectFrom('metricBatch').select('points').where('id', '=', id).executeTakeFirst()
  return row && decodeSeries(row.points)
}
