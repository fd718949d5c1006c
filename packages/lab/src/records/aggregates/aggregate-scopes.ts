import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { RunJoins } from '../runs/filter/run-joins.ts'
import { inScope, isVisible, scopeTable, type RunScope } from '../runs/run-scope.ts'
import { emptyAggregate, toAggregate, type Aggregate, type Moments } from './aggregate.ts'
import { momentsOf, type Quantity } from './quantity.ts'

/** Computes mean and spread of each quantity over the runs of each scope, [scope][quantity], in one statement. */
export async function aggregateScopes(
  lab: Lab,
  actor: Actor,
  scopes: readonly RunScope[],
  quantities: readonly Quantity[],
): Promise<Aggregate[][]> {
  const joins = new RunJoins()
  const moments = quantities.map((quantity) => momentsOf(quantity, joins))
  const { rows } = await sql<{ n: number; moments: Moments[] }>`
    select scope.n, json_build_array(${sql.join(moments)}) as moments
    from ${scopeTable(scopes)} join training_run as run on ${inScope(scopes[0])} ${joins.toSql()}
    where ${isVisible(actor)} group by scope.n`.execute(lab.db)
  const found = new Map(rows.map((row) => [row.n, row.moments.map(toAggregate)]))
  return scopes.map((_, n) => found.get(n) ?? quantities.map(() => emptyAggregate))
}
