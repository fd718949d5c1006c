import { listRunsOfGroups, emptyAggregate, groupRuns, type Aggregate, type Quantity } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import type { RunGroup } from './run-group.type.ts'

const mostRuns = 500

/** Loads the record ids of a group's first runs, 500 at most, in a batch with those of other groups. */
export async function loadGroupRuns(
  context: Context,
  { request, record }: RunGroup,
  first: number,
): Promise<readonly string[]> {
  const count = Math.min(mostRuns, Math.max(0, first))
  const key = JSON.stringify([JSON.stringify(request), JSON.stringify(record.keys), count])
  return (await loadOne(context, fetchRunIds, key)) ?? []
}

async function fetchRunIds({ lab, actor }: Context, keys: readonly string[]) {
  const asked = new Map(
    keys.map((key) => {
      const [request, , count] = JSON.parse(key) as [string, string, number]
      return [JSON.stringify([request, count]), { request, count }]
    }),
  )
  const found = new Map<string, readonly string[]>()
  for (const { request, count } of asked.values())
    for (const group of await listRunsOfGroups(lab, actor, JSON.parse(request), count))
      found.set(JSON.stringify([request, JSON.stringify(group.keys), count]), group.ids)
  return found
}

/**
 * Loads mean and spread of a quantity over a group; all groups and quantities of one grouping cost one
 * statement.
 */
export async function loadGroupAggregate(
  context: Context,
  { request, record }: RunGroup,
  quantity: Quantity,
): Promise<Aggregate> {
  const key = JSON.stringify([JSON.stringify(request), JSON.stringify(record.keys), JSON.stringify(quantity)])
  return (await loadOne(context, fetchAggregates, key)) ?? emptyAggregate
}

async function fetchAggregates({ lab, actor }: Context, keys: readonly string[]) {
  const asked = new Map<string, Set<string>>()
  for (const key of keys) {
    const [request, , quantity] = JSON.parse(key) as string[]
    asked.set(request, (asked.get(request) ?? new Set()).add(quantity))
  }
  const aggregates = new Map<string, Aggregate>()
  for (const [request, set] of asked) {
    const quantities = [...set]
    const groups = await groupRuns(lab, actor, JSON.parse(request), quantities.map((text) => JSON.parse(text))) // prettier-ignore
    for (const group of groups)
      for (const [i, quantity] of quantities.entries())
        aggregates.set(JSON.stringify([request, JSON.stringify(group.keys), quantity]), group.aggregates[i])
  }
  return aggregates
}
