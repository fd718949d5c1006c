import { randomUUID } from 'node:crypto'
import { sql, type Updateable } from 'kysely'
import { localActor } from '../../records/access/actor.ts'
import { startReportOf, startRequestedAnalyses } from '../../records/analyses/start-analyses.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import type { TrainingRunTable } from '../../platform/database/run-tables.ts'
import { notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import { endedColumns } from './lifecycle-of.ts'
import type { JobKind } from '../../platform/lab/lab.ts'
import { appendMetrics } from '../../records/metrics/write-batches.ts'
import { saveComputed } from '../../records/representations/save-representation.ts'
import type { TrainingRun } from '../../records/runs/training-run.ts'
import { trainedSettings } from '../../records/training/run-settings.ts'
import type { TrainInput, TrainOutput } from './train-messages.ts'
import { writeCheckpoints } from './write-checkpoints.ts'

/** Lifecycle of a training run around its job. */
export const trainKind: JobKind = {
  async describe(lab, job): Promise<TrainInput> {
    const run = await lab.db
      .selectFrom('trainingRun')
      .select(['name', 'config'])
      .where('id', '=', job.subjectId)
      .where('deletedAt', 'is', null)
      .executeTakeFirst()
    if (!run) throw notFound('run', job.subjectId)
    const { name, config } = run
    return {
      run: job.subjectId,
      name,
      settings: trainedSettings(config),
      state: job.stateBlob,
    }
  },
  async started(db, { subjectId, startedAt }) {
    // A run that continues keeps the time of its beginning.
    const begun = sql<Date>`coalesce(started_at, ${startedAt})`
    await followRun(db, subjectId, { state: 'running', failure: null, finishedAt: null, startedAt: begun })
  },
  async progress(db, lab, { subjectId: runId, projectId }, { metrics, checkpoints }) {
    if (metrics?.length) {
      // Another attempt puts its epochs into other batches; the points that were written before stay.
      const key = `train/${randomUUID()}`
      await appendMetrics(db, { runId, projectId, key, points: metrics })
    }
    if (checkpoints?.length) await writeCheckpoints(db, lab, runId, checkpoints)
  },
  async finish(db, lab, { id, subjectId, requestId }, output) {
    const { interpolationEpoch, backend, device, epoch, representation, facts } = output as TrainOutput
    // The network that it started from was noted before it was trained.
    const noted = sql<string>`coalesce(training, '{}') || ${toJson(facts)}::jsonb`
    const run = await followRun(db, subjectId, {
      training: noted,
      state: 'finished',
      interpolationEpoch,
      backend,
      device,
      failure: null,
      finishedAt: new Date(),
    })
    if (!run) return
    const actor = { ...localActor, userId: run.createdBy, requestId, name: `job ${id}` }
    const fileName = `${run.name}.safetensors`
    // Its last checkpoint may have been represented meanwhile.
    const row = await saveComputed(db, lab, actor, run, { epoch, fileName }, representation)
    await startRequestedAnalyses(db, lab, run, row)
  },
  async end(db, lab, { subjectId }, state, failure) {
    const run = await followRun(db, subjectId, {
      state,
      ...endedColumns(state, failure),
    })
    // The runs that did finish have their report although this one did not.
    if (run && state !== 'queued') await startReportOf(db, lab, run)
  },
}

/**
 * Updates a run as its job proceeds, and notifies followers of the run and its sweep. Returns undefined if
 * the run is deleted.
 */
async function followRun(
  db: Queries,
  id: string,
  changes: Omit<Updateable<TrainingRunTable>, 'startedAt' | 'training'> & {
    readonly startedAt?: unknown
    readonly training?: unknown
  },
): Promise<TrainingRun | undefined> {
  const run = await db
    .updateTable('trainingRun')
    .set({ ...(changes as Updateable<TrainingRunTable>), updatedAt: sql`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (!run) return undefined
  const { projectId, sweepId } = run
  await publish(db, { kind: 'trainingRun', id, projectId })
  if (sweepId !== null) await publish(db, { kind: 'sweep', id: sweepId, projectId })
  return run
}
