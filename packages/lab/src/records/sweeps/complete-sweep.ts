import { sql } from 'kysely'
import { listRuns, type SweepRun } from '@mitoscope/training'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { Job } from '../../platform/queue/job.ts'
import { requeueEnded } from '../jobs/retry-job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { addRuns } from '../training/add-runs.ts'
import { requireSweep } from './require-sweep.ts'
import type { SweepCell } from './sweep-progress.ts'
import type { Sweep } from './sweep.ts'

/** Combination of width, seed and weight decay in a sweep. */
export type CellChoice = Pick<SweepCell, 'width' | 'seed' | 'weightDecay'>

/**
 * Completes a sweep, or the given cells of it: retries failed and cancelled runs, and trains deleted ones
 * again. Queued, running and finished cells stay. Throws BAD_USER_INPUT for a cell outside the sweep.
 */
export function completeSweep(
  lab: Lab,
  actor: Actor,
  id: string,
  cells?: readonly CellChoice[] | null,
): Promise<Sweep> {
  return lab.db.transaction().execute(async (db) => {
    const sweep = await requireSweep(db, actor, id)
    const { projectId, modelId } = sweep
    const config = sweep.config
    const wanted = chooseRuns(sweep, listRuns(config), cells)
    const isWanted = new Set(wanted.map(keyOf))
    const { rows: jobs } = await sql<Job & CellChoice>`
      select job.*, run.width, run.seed, run.weight_decay from job join training_run run on run.id = job.subject_id
      where job.kind = 'train' and run.sweep_id = ${id} and run.deleted_at is null
        and job.state in ('failed', 'cancelled') and run.state in ('failed', 'cancelled')
      order by job.id for update of job`.execute(db)
    for (const job of jobs) if (isWanted.has(keyOf(job))) await requeueEnded(db, lab, job)
    // Whoever else completes the sweep waits here, and then finds the runs that are added now.
    const locked = await db
      .selectFrom('sweep')
      .select('deletedAt')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    // Deleted or purged since it was looked at.
    if (!locked || locked.deletedAt !== null) throw notFound('sweep', id)
    const present = await db
      .selectFrom('trainingRun')
      .select(['width', 'seed', 'weightDecay'])
      .where('sweepId', '=', id)
      .where('deletedAt', 'is', null)
      .execute()
    // By what they are, not by their names, which people may change.
    const isPresent = new Set(present.map(keyOf))
    const missing = wanted.filter((run) => !isPresent.has(keyOf(run)))
    await addRuns(db, lab, actor, { projectId, modelId, sweepId: id }, config, missing)
    const detail = cells ? { detail: { cells } } : {}
    await recordAudit(db, actor, { action: 'completeSweep', projectId, subject: `sweep ${id}`, ...detail })
    await publish(db, { kind: 'sweep', id, projectId })
    return sweep
  })
}

function chooseRuns(
  { name }: Sweep,
  runs: readonly SweepRun[],
  cells: readonly CellChoice[] | null | undefined,
): readonly SweepRun[] {
  if (!cells) return runs
  const byKey = new Map(runs.map((run) => [keyOf(run), run]))
  const chosen = cells.map((cell) => {
    const run = byKey.get(keyOf(cell))
    if (run) return run
    const { width, seed, weightDecay } = cell
    throw new LabError(
      'BAD_USER_INPUT',
      `cells: the sweep "${name}" has no run of width ${width} with seed ${seed} at weight decay ${weightDecay}. ` +
        'Choose among the cells of its progress.',
    )
  })
  return [...new Set(chosen)]
}

function keyOf({ width, seed, weightDecay }: Readonly<Record<keyof CellChoice, number | null>>): string {
  return `${width} ${seed} ${weightDecay}`
}
