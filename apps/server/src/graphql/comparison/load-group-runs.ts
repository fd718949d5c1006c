import { listRunsOfGroups } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import type { RunGroup } from './run-group.type.ts'

const most = 500

/** Loads the record ids of a group's first runs, 500 at most, in a batch with those of other groups. */
export async function loadGroupRuns(
  context: Context,
  { request, record }: RunGroup,
  first: number,
): Promise<readonly string[]> {
  const count = Math.min(most, Math.max(0, first))
  const key = JSON.stringify([JSON.stringify(request), JSON.stringify(record.keys), count])
  return (await loadOne(context, readIds, key)) ?? []
}

async function readIds({ lab, actor }: Context, keys: readonly string[]) {
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
