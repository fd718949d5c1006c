import { sql, type RawBuilder } from 'kysely'

/**
 * Condition: the metric series of this alias has a value at its last step that is not finite. False where the series is
 * missing.
 */
export function endedNotFinite(alias: string): RawBuilder<boolean> {
  const [last, finite] = [sql.ref(`${alias}.lastStep`), sql.ref(`${alias}.lastFiniteStep`)]
  return sql<boolean>`(${last} is distinct from ${finite})`
}

/** Names of metrics that are taken for losses, whatever stands around them. */
const lossNames = 'loss|nll|entropy|perplexity'

/**
 * Condition: the training run of this alias diverged, which is to say that a loss of it ended not finite. Its errors may
 * still be finite: a network of NaNs names some class.
 */
export function hasDiverged(run: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from metric_series as loss
    where loss.run_id = ${sql.ref(`${run}.id`)} and loss.name ~* ${lossNames} and ${endedNotFinite('loss')})`
}
