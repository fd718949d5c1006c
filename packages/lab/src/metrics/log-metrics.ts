import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { notFound } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import type { LogBatchInput } from './log-batch-input.ts'
import { encodeSeries, hashContent } from './metric-points.ts'
import { pruneBatches } from './prune-batches.ts'
import { readPoints, refuseTooMany } from './read-points.ts'
import { writeBatches, type MetricBatch, type WrittenBatch } from './write-batches.ts'

/**
 * Writes points of one or several runs, all or nothing. Doing it again, with the same keys or without, changes nothing:
 * a step of a series has the value that came first.
 */
export async function logMetrics(
  lab: Lab,
  actor: Actor,
  batches: readonly LogBatchInput[],
): Promise<WrittenBatch[]> {
  refuseTooMany(batches)
  const projects = await findProjectsOf(lab, actor, batches)
  const read = batches.map((input, i): MetricBatch => {
    const series = readPoints(input, `batches[${i}]`)
    const key = input.key ?? hashContent(encodeSeries(series))
    return { runId: input.runId, projectId: projects.get(input.runId)!, key, series }
  })
  const written = await lab.db.transaction().execute(async (db) => {
    const results = await writeBatches(db, read)
    for (const { runId, added, known } of results) {
      if (added === 0) continue
      const subject = `run ${runId}`
      const detail = { added, known }
      await recordAudit(db, actor, { action: 'logMetrics', subject, projectId: projects.get(runId), detail })
    }
    return results
  })
  await pruneBatches(lab)
  return written
}

/** The project of each run. Throws where one is not there, or not for this actor to write. */
async function findProjectsOf(
  lab: Lab,
  actor: Actor,
  batches: readonly LogBatchInput[],
): Promise<Map<string, string>> {
  const ids = [...new Set(batches.map(({ runId }) => runId))]
  if (ids.length === 0) return new Map()
  const rows = await lab.db
    .selectFrom('trainingRun')
    .select(['id', 'projectId'])
    .where('id', 'in', ids)
    .where('deletedAt', 'is', null)
    .execute()
  const projects = new Map(rows.map(({ id, projectId }) => [id, projectId]))
  for (const id of ids) {
    const projectId = projects.get(id)
    if (projectId === undefined) throw notFound('training run', id)
    requireRole(actor, projectId, 'editor', 'training run', id)
  }
  return projects
}
