import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { RunJoins } from '../runs/filter/run-joins.ts'
import { inScope, isVisible, scopeTable, type RunScope } from '../runs/run-scope.ts'
import { emptyAggregate, type Aggregate } from './aggregate.ts'
import type { Quantity } from './quantity.ts'
import { selectMoments } from './select-moments.ts'

/** Computes mean and spread of each quantity over the runs of each scope, [scope][quantity], in one statement. */
export async function aggregateScopes(
  lab: Lab,
  actor: Actor,
  scopes: readonly RunScope[],
  quantities: readonly Quantity[],
): Promise<Aggregate[][]> {
  const from = sql`${scopeTable(scopes)} join training_run as run on ${inScope(scopes[0])}`
  const grouping = { key: sql`scope.n`, from, where: isVisible(actor) }
  const rows = await selectMoments(lab, grouping, quantities, new RunJoins())
  const found = new Map(rows.map(({ key, aggregates }) => [key, aggregates]))
  return scopes.map((_, n) => found.get(n) ?? quantities.map(() => emptyAggregate))
}
