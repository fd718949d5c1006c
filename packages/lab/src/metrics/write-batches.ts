import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import { LabError } from '../errors/lab-error.ts'
import { publish } from '../events/events.ts'
import { insertPoints } from './insert-points.ts'
import { lockSeries } from './lock-series.ts'
import { countPoints, encodeSeries, hashContent, type SeriesPoints } from './metric-points.ts'
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
 * the points. Series, buckets and points agree after it, whoever writes beside it.
 */
export async function writeBatches(db: Queries, batches: readonly MetricBatch[]): Promise<WrittenBatch[]> {
  const sent = batches.map((batch) => {
    const encoded = encodeSeries(batch.series)
    return { ...batch, encoded, content: hashContent(encoded) }
  })
  const replayed = await findReplayed(db, sent)
  const fresh = sent.filter((_, i) => !replayed[i])
  const wanted = fresh.flatMap(({ runId, series }) => [...series.keys()].map((name) => ({ runId, name })))
  const rows = wanted.length > 0 ? await lockSeries(db, wanted) : []
  const places = new Map(rows.map((row) => [`${row.runId} ${row.name}`, row]))
  const given = fresh.flatMap(({ runId, series }) =>
    [...series].map(([name, columns]) => ({ row: places.get(`${runId} ${name}`)!, columns })),
  )
  const added = await insertPoints(db, given)
  await updateBuckets(db, added)
  await updateSeries(db, added)

  const written = new Map<string, WrittenBatch>()
  let place = 0
  for (const { runId, projectId, key, series, encoded, content } of fresh) {
    const news = new Map([...series.keys()].map((name) => [name, added[place++].columns]))
    const count = countPoints(news)
    const all = countPoints(series)
    const points = count === all ? encoded : encodeSeries(news)
    const { rows: ids } = await sql<{ id: number }>`
      insert into metric_batch (run_id, key, content, points) values (${runId}, ${key}, ${content}, ${points})
      on conflict do nothing returning id`.execute(db)
    // Someone sent the key at the same moment; if the points were the same ones, they are all known now.
    if (ids.length === 0 && count > 0) throw keyTaken(key)
    if (ids.length > 0 && count > 0)
      await publish(db, { kind: 'metrics', id: runId, projectId, batch: ids[0].id })
    written.set(`${runId} ${key}`, { runId, key, added: count, known: all - count })
  }
  return batches.map(
    ({ runId, key, series }) =>
      written.get(`${runId} ${key}`) ?? { runId, key, added: 0, known: countPoints(series) },
  )
}

/** Which of the batches were written before. Throws CONFLICT where a key came with other points. */
async function findReplayed(
  db: Queries,
  batches: readonly (MetricBatch & { readonly content: string })[],
): Promise<boolean[]> {
  const runs = batches.map(({ runId }) => runId)
  const keys = batches.map(({ key }) => key)
  const { rows } = await sql<{ runId: string; key: string; content: string }>`
    select run_id, key, content from metric_batch
    where (run_id, key) in (select * from unnest(${runs}::uuid[], ${keys}::text[]))`.execute(db)
  const contents = new Map(rows.map((row) => [`${row.runId} ${row.key}`, row.content]))
  return batches.map(({ runId, key, content }) => {
    const before = contents.get(`${runId} ${key}`)
    if (before !== undefined && before !== content) throw keyTaken(key)
    return before !== undefined
  })
}

function keyTaken(key: string): LabError {
  return new LabError(
    'CONFLICT',
    `The key "${key}" was sent before, with other points. Send every batch with a key of its own, ` +
      'and the same batch again with the same key.',
  )
}
