import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { publishRuns } from '../runs/record-run-change.ts'
import { lockRuns } from '../runs/lock-runs.ts'
import { recordRunHeartbeats } from '../runs/send-heartbeat.ts'
import { encodeSeries, hashContent, type OnConflict } from './metric-points.ts'
import { parsePoints, parseStepMetrics, rejectTooMany, type LogBatchInput } from './parse-points.ts'
import { writeBatches, type WrittenBatch } from './write-batches.ts'

/**
 * Writes points of one or several runs, all or nothing, and records a heartbeat of each. Repeating the call,
 * with or without the same keys, changes nothing. A step with another value keeps it, unless `onConflict`
 * says to replace or refuse.
 */
export async function logMetrics(
  lab: Lab,
  actor: Actor,
  batches: readonly LogBatchInput[],
  onConflict: OnConflict = 'keep',
): Promise<WrittenBatch[]> {
  rejectTooMany(batches)
  const parsed = batches.map((input, i) => {
    const series = parsePoints(input, `batches[${i}]`)
    const stepMetrics = parseStepMetrics(input, `batches[${i}]`)
    const key = input.key ?? hashContent(encodeSeries(series), onConflict)
    return { runId: input.runId, key, series, stepMetrics }
  })
  const written = await lab.db.transaction().execute(async (db) => {
    // Locked, so that none is deleted or cut while points are written to it.
    const runs = await lockRuns(db, actor, [...new Set(parsed.map(({ runId }) => runId))])
    const projects = new Map(runs.map(({ id, projectId }) => [id, projectId]))
    const results = await writeBatches(
      db,
      parsed.map((batch) => ({ ...batch, projectId: projects.get(batch.runId)! })),
      onConflict,
    )
    for (const { runId, added, known, differing } of results) {
      const replaced = onConflict === 'replace' ? differing : 0
      if (added + replaced === 0) continue
      const subject = `run ${runId}`
      const detail = { added, known, ...(replaced > 0 && { replaced }) }
      await recordAudit(db, actor, { action: 'logMetrics', subject, projectId: projects.get(runId), detail })
    }
    await publishRuns(db, await recordRunHeartbeats(db, runs))
    return results
  })
  await pruneBatches(lab)
  return written
}

const pruneIntervalMs = 60_000
const pruned = new WeakMap<Lab['database'], number>()

/**
 * Deletes the records of batches older than an hour, at most once a minute. Their points stay; a later replay
 * still finds its steps taken.
 */
async function pruneBatches(lab: Lab): Promise<void> {
  const now = Date.now()
  const last = pruned.get(lab.database)
  pruned.set(lab.database, last === undefined || now - last >= pruneIntervalMs ? now : last)
  if (last === undefined || now - last < pruneIntervalMs) return
  try {
    await sql`delete from metric_batch where created_at < now() - interval '1 hour'`.execute(lab.db)
  } catch (error) {
    lab.log.warn({ err: error }, 'Old metric batches could not be removed; the next minute tries again')
  }
}
