import { sql } from 'kysely'
import type { Queries } from '../database/database.ts'
import { LabError } from '../errors/lab-error.ts'

/**
 * Returns the ids of the runs whose batch was written before. Throws CONFLICT if a key was used with other
 * points.
 */
export async function findReplayed(
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

export function keyTaken(key: string): LabError {
  return new LabError(
    'CONFLICT',
    `The key "${key}" was sent before, with other points, or to replace and now not. Send every batch with a key of its own, ` +
      'and the same batch again with the same key.',
  )
}
