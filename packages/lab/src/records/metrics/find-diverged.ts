import { sql, type RawBuilder } from 'kysely'
import type { Lab } from '../../platform/lab/lab.ts'

/** Finds the runs among these of which a loss ended not finite, in one statement. */
export async function findDiverged(lab: Lab, runIds: readonly string[]): Promise<Set<string>> {
  if (runIds.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select run.id from training_run as run
    where run.id = any(${[...runIds]}::uuid[]) and ${hasDiverged('run')}`.execute(lab.db)
  return new Set(rows.map(({ id }) => id))
}

/**
 * Returns the condition that the metric series of this alias is not finite at its last step; false if the
 * series is missing.
 */
export function endedNotFinite(alias: string): RawBuilder<boolean> {
  const [last, finite] = [sql.ref(`${alias}.lastStep`), sql.ref(`${alias}.lastFiniteStep`)]
  return sql<boolean>`(${last} is distinct from ${finite})`
}

/** Pattern of the names of metrics that count as losses, with any prefix or suffix. */
const lossNames = 'loss|nll|entropy|perplexity'

/**
 * Returns the condition that the training run of this alias diverged: a loss was not finite at its last step.
 * Its errors may still be finite, because a network of NaNs predicts some class.
 */
export function hasDiverged(run: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from metric_series as loss
    where loss.run_id = ${sql.ref(`${run}.id`)} and loss.name ~* ${lossNames} and ${endedNotFinite('loss')})`
}
