import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import type { Queries } from '../../platform/database/database.ts'
import { badInput, LabError, notFound } from '../../platform/errors/lab-error.ts'
import type { TrainingRun } from './training-run.ts'

const maxRuns = 10_000

/**
 * Returns the runs, locked to the end of the transaction in the order that all callers use. Throws if one of
 * them does not exist or the actor may not change it, since a command does all of its work or nothing.
 */
export async function lockRuns(db: Queries, actor: Actor, ids: readonly string[]): Promise<TrainingRun[]> {
  const { rows } = await sql<TrainingRun>`
    select * from training_run where id = any(${limitIds(ids)}::uuid[]) order by id for no key update`.execute(
    db,
  )
  requireAll(actor, ids, rows)
  const deleted = rows.find(({ deletedAt }) => deletedAt !== null)
  if (deleted) throw notFound('training run', deleted.id)
  return rows
}

/** Returns runs like lockRuns, without locks and including deleted ones. */
export async function requireRuns(db: Queries, actor: Actor, ids: readonly string[]): Promise<TrainingRun[]> {
  const { rows } = await sql<TrainingRun>`
    select * from training_run where id = any(${limitIds(ids)}::uuid[]) order by id`.execute(db)
  requireAll(actor, ids, rows)
  return rows
}

function limitIds(ids: readonly string[]): string[] {
  if (ids.length > maxRuns)
    throw badInput('ids', `${ids.length} runs are too many`, `Give at most ${maxRuns} at once`)
  return [...ids]
}

function requireAll(actor: Actor, ids: readonly string[], rows: readonly TrainingRun[]): void {
  const found = new Map(rows.map((row) => [row.id, row]))
  for (const id of ids) {
    const run = found.get(id)
    if (!run) throw notFound('training run', id)
    requireRole(actor, run.projectId, 'editor', 'training run', id)
  }
}

/** Throws CONFLICT for a run that no script logs, because its worker sets its state. */
export function requireLogged({ id, logged }: TrainingRun): void {
  if (logged) return
  throw new LabError('CONFLICT', `The training run ${id} is trained here. Only runs that a script logs can be changed so.`) // prettier-ignore
}
