import {
  aggregateScopes,
  emptyAggregate,
  kindOf,
  type Aggregate,
  type Quantity,
  type RunScope,
} from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'

/**
 * Loads mean and spread of a quantity over the runs of a scope; a request costs one statement for each kind
 * of scope.
 */
export async function loadAggregate(
  context: Context,
  scope: RunScope,
  quantity: Quantity,
): Promise<Aggregate> {
  return (await loadOne(context, fetchAggregates, JSON.stringify([scope, quantity]))) ?? emptyAggregate
}

async function fetchAggregates({ lab, actor }: Context, keys: readonly string[]) {
  const kinds = new Map<string, { scopes: Map<string, RunScope>; quantities: Map<string, Quantity> }>()
  for (const key of keys) {
    const [scope, quantity] = JSON.parse(key) as [RunScope, Quantity]
    const kind = kinds.get(kindOf(scope)) ?? { scopes: new Map(), quantities: new Map() }
    kinds.set(kindOf(scope), kind)
    kind.scopes.set(JSON.stringify(scope), scope)
    kind.quantities.set(JSON.stringify(quantity), quantity)
  }
  const aggregates = new Map<string, Aggregate>()
  for (const { scopes, quantities } of kinds.values()) {
    const table = await aggregateScopes(lab, actor, [...scopes.values()], [...quantities.values()])
    for (const [s, scope] of [...scopes.keys()].entries())
      for (const [q, quantity] of [...quantities.keys()].entries())
        aggregates.set(`[${scope},${quantity}]`, table[s][q])
  }
  return aggregates
}
