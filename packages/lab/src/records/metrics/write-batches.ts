import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import { publishAll, type LabEvent } from '../../platform/events/events.ts'
import { arrayText } from './array-text.ts'
import { insertPoints, type SeriesOutcome } from './insert-points.ts'
import {
  encodeSeries,
  encodeTimes,
  groupBySeries,
  hashContent,
  type MetricPoint,
  type OnConflict,
  type PointColumns,
  type SeriesPoints,
} from './metric-points.ts'
import { rebuildBuckets, updateBuckets } from './write-buckets.ts'
import { updateStepMetrics } from './set-step-metrics.ts'
import { lockSeries, refreshSeries, updateSeries } from './write-series.ts'

/** Points of one run that are written together. */
interface MetricBatch {
  readonly runId: string
  readonly projectId: string
  readonly key: string
  readonly series: SeriesPoints
  /** Step metrics to set, by the name of their series. */
  readonly stepMetrics?: ReadonlyMap<string, string>
}

export interface WrittenBatch {
  readonly runId: string
  readonly key: string
  /** Number of points written to steps without a value. */
  readonly added: number
  /** Number of points whose step had a value already: equal and differing. */
  readonly known: number
  /** Number of points whose step had the same value. */
  readonly equal: number
  /** Number of points whose step had another value, which stays unless it is replaced. */
  readonly differing: number
}

/**
 * Writes batches of one or several runs in the caller's transaction, in a number of statements independent of
 * the number of points. Series, buckets and points agree afterwards, even with concurrent writers. Throws
 * CONFLICT if a key was used with other points, and, to refuse, if a step has another value.
 */
export async function writeBatches(
  db: Queries,
  batches: readonly MetricBatch[],
  onConflict: OnConflict = 'keep',
): Promise<WrittenBatch[]> {
  // Series are read, summed up and written once, so a run's second batch waits for its first.
  const runs = new Set<string>()
  const first = batches.filter(({ runId }) => runs.size < runs.add(runId).size)
  const written = await writeRuns(db, first, onConflict)
  if (first.length === batches.length) return written
  const results = new Map(first.map((batch, i) => [batch, written[i]]))
  const later = batches.filter((batch) => !results.has(batch))
  for (const [i, result] of (await writeBatches(db, later, onConflict)).entries())
    results.set(later[i], result)
  return batches.map((batch) => results.get(batch)!)
}

/** Writes one batch each of several runs. */
async function writeRuns(
  db: Queries,
  batches: readonly MetricBatch[],
  onConflict: OnConflict,
): Promise<WrittenBatch[]> {
  const sent = batches.map((batch) => {
    const encoded = encodeSeries(batch.series)
    return { ...batch, encoded, content: hashContent(encoded, onConflict) }
  })
  const replayed = await findReplayed(db, sent)
  const fresh = sent.filter((batch) => !replayed.has(batch.runId))
  const again = sent.filter((batch) => replayed.has(batch.runId))
  // What was written before is compared with what is there by now, and replaces nothing.
  const outcomes = new Map([
    ...(await writeSeries(db, fresh, onConflict)),
    ...(await writeSeries(db, again, onConflict === 'refuse' ? 'refuse' : 'keep')),
  ])
  await updateStepMetrics(
    db,
    fresh.flatMap(({ runId, stepMetrics }) =>
      outcomes.get(runId)!.map(({ row }) => ({ row, stepMetric: stepMetrics?.get(row.name) })),
    ),
  )
  const results = new Map(
    sent.map(({ runId, key }) => [runId, { runId, key, ...count(outcomes.get(runId)!) }]),
  )
  const events: LabEvent[] = []
  for (const { runId, projectId, key, series, encoded, content } of fresh) {
    const { added, known } = results.get(runId)!
    const written = known === 0 ? series : pickAdded(outcomes.get(runId)!)
    const points = known === 0 ? encoded : encodeSeries(written)
    const { rows } = await sql<{ id: number }>`
      insert into metric_batch (run_id, key, content, points, times)
      values (${runId}, ${key}, ${content}, ${points}, ${encodeTimes(written)})
      on conflict do nothing returning id`.execute(db)
    // Someone sent the key at the same moment; if the points were the same ones, they are all known now.
    if (rows.length === 0 && added > 0) throw keyTaken(key)
    const isReplaced = onConflict === 'replace' && results.get(runId)!.differing > 0
    // Values that were replaced are no new points: who follows the run reads its series again.
    if (isReplaced) events.push({ kind: 'metrics', id: runId, projectId })
    else if (added > 0) events.push({ kind: 'metrics', id: runId, projectId, batch: rows[0].id })
  }
  await publishAll(db, events)
  return batches.map(({ runId }) => results.get(runId)!)
}

function count(outcomes: readonly SeriesOutcome[]) {
  let [added, equal, differing] = [0, 0, 0]
  for (const outcome of outcomes) {
    added += outcome.columns.steps.length
    equal += outcome.equal
    differing += outcome.differing.length + outcome.repeated.length
  }
  return { added, known: equal + differing, equal, differing }
}

function pickAdded(outcomes: readonly SeriesOutcome[]): SeriesPoints {
  return new Map(outcomes.map(({ row, columns }): [string, PointColumns] => [row.name, columns]))
}

/** Writes the points and the derived summaries; returns the outcome of each series, by run. */
async function writeSeries(
  db: Queries,
  batches: readonly MetricBatch[],
  onConflict: OnConflict,
): Promise<Map<string, SeriesOutcome[]>> {
  const wanted = batches.flatMap(({ runId, series }) =>
    [...series].map(([name, columns]) => ({ runId, name, columns })),
  )
  const found = new Map(batches.map(({ runId }): [string, SeriesOutcome[]] => [runId, []]))
  if (wanted.length === 0) return found
  const rows = new Map((await lockSeries(db, wanted)).map((row) => [`${row.runId} ${row.name}`, row]))
  const outcomes = await insertPoints(
    db,
    wanted.map(({ runId, name, columns }) => ({ row: rows.get(`${runId} ${name}`)!, columns })),
    onConflict,
  )
  if (onConflict === 'refuse') rejectDiffering(outcomes)
  await updateBuckets(db, outcomes)
  await updateSeries(db, outcomes)
  if (onConflict === 'replace') await replacePoints(db, outcomes)
  for (const outcome of outcomes) found.get(outcome.row.runId)!.push(outcome)
  return found
}

interface AppendMetricsInput {
  readonly runId: string
  readonly projectId: string
  /** Idempotency key: the same key in the same run again writes nothing. */
  readonly key: string
  readonly points: readonly MetricPoint[]
}

/**
 * Writes points of one run in the caller's transaction, and publishes them. Of several values for one step of
 * a series, the first one written stays.
 */
export async function appendMetrics(db: Queries, input: AppendMetricsInput): Promise<WrittenBatch> {
  const { runId, projectId, key, points } = input
  const [written] = await writeBatches(db, [{ runId, projectId, key, series: groupBySeries(points) }])
  return written
}

/**
 * Returns the ids of the runs whose batch was written before. Throws CONFLICT if a key was used with other
 * points.
 */
async function findReplayed(
  db: Queries,
  batches: readonly { readonly runId: string; readonly key: string; readonly content: string }[],
): Promise<Set<string>> {
  const runs = batches.map(({ runId }) => runId)
  const keys = batches.map(({ key }) => key)
  const { rows } = await sql<{ runId: string; key: string; content: string }>`
    select run_id, key, content from metric_batch
    where (run_id, key) in (select * from unnest(${runs}::uuid[], ${keys}::text[]))`.execute(db)
  const sent = new Map(batches.map((batch) => [batch.runId, batch]))
  for (const { runId, key, content } of rows) if (sent.get(runId)?.content !== content) throw keyTaken(key)
  return new Set(rows.map(({ runId }) => runId))
}

function keyTaken(key: string): LabError {
  return new LabError(
    'CONFLICT',
    `The key "${key}" was sent before, with other points, or to replace and now not. Send every batch with a key of its own, ` +
      'and the same batch again with the same key.',
  )
}

/**
 * Throws CONFLICT if a step has another value than the one that was sent; the caller's transaction is rolled
 * back.
 */
function rejectDiffering(outcomes: readonly SeriesOutcome[]): void {
  const all = outcomes.flatMap(({ row, differing, repeated }) =>
    [...differing, ...repeated].map((point) => ({ ...point, row })),
  )
  if (all.length === 0) return
  const [{ row, step, stored, sent }] = all
  const more = all.length === 1 ? '' : `, and ${all.length - 1} more points differ`
  throw new LabError(
    'CONFLICT',
    `"${row.name}" has another value at step ${step}: ${show(stored)} is there, ${show(sent)} was sent${more} ` +
      `(${all.length} in all). Nothing was written. Send other steps, or onConflict KEEP or REPLACE.`,
    { runId: row.runId },
  )
}

function show(value: number | null): string {
  return value === null ? 'null (not finite)' : String(value)
}

/** Replaces the values of differing points in locked series, and updates the buckets and summaries. */
async function replacePoints(db: Queries, outcomes: readonly SeriesOutcome[]): Promise<void> {
  const points = outcomes.flatMap(({ row, differing }) =>
    differing.map(({ step, sent, time }) => ({ seriesId: row.id, step, sent, time })),
  )
  if (points.length === 0) return
  await sql`
    update metric_point set value = new.value, time = new.time
    from unnest(
      ${arrayText(points.map(({ seriesId }) => seriesId))}::bigint[],
      ${arrayText(points.map(({ step }) => step))}::bigint[],
      ${arrayText(points.map(({ sent }) => sent))}::float8[],
      ${arrayText(points.map(({ time }) => time))}::bigint[]
    ) as new (series_id, step, value, time)
    where metric_point.series_id = new.series_id and metric_point.step = new.step`.execute(db)
  await rebuildBuckets(
    db,
    points.map(({ seriesId, step }) => ({ seriesId, from: step, to: step })),
  )
  await refreshSeries(db, 'metric_series', [...new Set(points.map(({ seriesId }) => seriesId))])
}
