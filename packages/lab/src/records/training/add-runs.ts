import { randomUUID } from 'node:crypto'
import type { SweepConfig, SweepRun } from '@mitoscope/training'
import type { Actor } from '../access/actor.ts'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import { publishAll } from '../../platform/events/events.ts'
import { enqueueJobs } from '../jobs/enqueue-job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { TrainingRun } from '../runs/training-run.ts'
import { runPriority } from '../sweeps/run-priority.ts'
import { settingsOf } from './run-settings.ts'

export interface RunsOf {
  readonly projectId: string
  readonly modelId: string
  readonly sweepId: string | null
  /** Idempotency key of a single run. */
  readonly clientKey?: string | null
}

/** Adds queued runs with their jobs in the caller's transaction. */
export async function addRuns(
  db: Queries,
  lab: Lab,
  actor: Actor,
  { projectId, modelId, sweepId, clientKey = null }: RunsOf,
  config: SweepConfig,
  runs: readonly SweepRun[],
): Promise<TrainingRun[]> {
  if (runs.length === 0) return []
  const rows = await db
    .insertInto('trainingRun')
    .values(
      runs.map((run) => ({
        id: randomUUID(),
        projectId,
        modelId,
        sweepId,
        name: run.name,
        width: run.width,
        seed: run.seed,
        weightDecay: run.weightDecay,
        dataset: config.dataset,
        state: 'queued' as const,
        config: toJson(settingsOf(config, run)),
        clientKey,
        createdBy: actor.userId,
      })),
    )
    .returningAll()
    .execute()
  await enqueueJobs(
    db,
    lab,
    actor,
    rows.map(({ id, width }) => {
      return { kind: 'train', subjectId: id, projectId, priority: runPriority(config, width) }
    }),
  )
  await publishAll(
    db,
    rows.map(({ id }) => ({ kind: 'trainingRun', id, projectId })),
  )
  return rows
}
