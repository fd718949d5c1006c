import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import { publishAll, type LabEvent } from '../events/events.ts'
import { findReplayed, keyTaken } from './find-replayed.ts'
import { insertPoints } from './insert-points.ts'
import { lockSeries } from './lock-series.ts'
import {
  countPoints,
  encodeSeries,
  hashContent,
  type PointColumns,
  type SeriesPoints,
} from './metric-points.ts'
import { updateBuckets } from './update-buckets.ts'
import { updateSeries } from './update-series.ts'

/** Points of one run that are written together. */
export interface MetricBatch {
  readonly runId: string
  readonly projectId: string
  readonly key: string
  readonly series: SeriesPoints
}

export interface WrittenBatch {
  readonly runId: string
  readonly key: string
  /** Points written now. */
  readonly added: number
  /** Points whose step had a value already, which stays. */
  readonly known: number
}

/**
 * Writes batches of one or several runs in the caller's transaction, in a number of statements that does not grow with
 * the points. Series, buckets and points agree after it, whoever writes beside it. Throws CONFLICT where a key came
 * before with other points.
 */
export async function writeBatches(db: Queries, batches: readonly MetricBatch[]): Promise<WrittenBatch[]> {
  // Series are read, summed up and written once, so a run's second batch waits for its first.
  const runs = new Set<string>()
  const first = batches.filter(({ runId }) => runs.size < runs.add(runId).size)
  const written = await writeRuns(db, first)
  if (first.length === batches.length) return written
  const results = new Map(first.map((batch, i) => [batch, written[i]]))
  const later = batches.filter((batch) => !results.has(batch))
  for (const [i, result] of (await writeBatches(db, later)).entries()) results.set(later[i], result)
  return batches.map((batch) => results.get(batch)!)
}

/** Writes one batch each of several runs. */
async function writeRuns(db: Queries, batches: readonly MetricBatch[]): Promise<WrittenBatch[]> {
  const sent = batches.map((batch) => {
    const encoded = encodeSeries(batch.series)
    return { ...batch, encoded, content: hashContent(encoded) }
  })
  const replayed = await findReplayed(db, sent)
  const fresh = sent.filter((batch) => !replayed.has(batch.runId))
  const added = await writeSeries(db, fresh)
  const results = new Map<string, WrittenBatch>()
  const events: LabEvent[] = []
  for (const { runId, projectId, key, series, encoded, content } of fresh) {
    const news = added.get(runId)!
    const [count, all] = [countPoints(news), countPoints(series)]
    const points = count === all ? encoded : encodeSeries(news)
    const { rows } = await sql<{ id: number }>`
      insert into metric_batch (run_id, key, content, points) values (${runId}, ${key}, ${content}, ${points})
      on conflict do nothing returning id`.execute(db)
    // Someone sent the key at the same moment; if the points were the same ones, they are all known now.
    if (rows.length === 0 && count > 0) throw keyTaken(key)
    if (count > 0) events.push({ kind: 'metrics', id: runId, projectId, batch: rows[0].id })
    results.set(runId, { runId, key, added: count, known: all - count })
  }
  await publishAll(db, events)
  return batches.map(
    ({ runId, key, series }) => results.get(runId) ?? { runId, key, added: 0, known: countPoints(series) },
  )
}

/** Writes the points and what is kept of them; returns the new ones by run. */
async function writeSeries(db: Queries, batches: readonly MetricBatch[]): Promise<Map<string, SeriesPoints>> {
  const wanted = batches.flatMap(({ runId, series }) =>
    [...series].map(([name, columns]) => ({ runId, name, columns })),
  )
  const news = new Map(batches.map(({ runId }) => [runId, new Map<string, PointColumns>()]))
  if (wanted.length === 0) return news
  const rows = new Map((await lockSeries(db, wanted)).map((row) => [`${row.runId} ${row.name}`, row]))
  const added = await insertPoints(
    db,
    wanted.map(({ runId, name, columns }) => ({ row: rows.get(`${runId} ${name}`)!, columns })),
  )
  await updateBuckets(db, added)
  await updateSeries(db, added)
  for (const { row, columns } of added) news.get(row.runId)!.set(row.name, columns)
  return news
}
