import { setTimeout as sleep } from 'node:timers/promises'
import type { Progress } from '../terminal/show-progress.ts'
import type { Connection } from './connect.ts'

/** Milliseconds between two requests. */
const pollIntervalMs = 1_000

/** Calls `ask` until it resolves with a value other than undefined, and returns that value. */
export async function follow<T>(ask: () => Promise<T | undefined>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted()
    const answer = await ask()
    if (answer !== undefined) return answer
    await sleep(pollIntervalMs, undefined, { signal }).catch(() => {})
  }
}

/** Work on a server, with the progress of its job. */
interface Work {
  readonly state: string
  readonly job: { readonly progress: number } | null
}

/** Limit of nodes per query on a server. */
const maxNodesPerQuery = 500

/**
 * Follows analyses or comparisons on a server until all of them have ended. `fields` is the selection to fetch for
 * each, and `doing` is the label of the progress.
 */
export async function followNodes<T extends { readonly state: string }>(
  connection: Connection,
  ids: readonly string[],
  fields: string,
  { doing, progress }: { readonly doing: string; readonly progress: Progress },
  signal: AbortSignal,
): Promise<T[]> {
  const question = `query ($ids: [ID!]!) { nodes(ids: $ids) { ${fields} } }`
  return follow(async () => {
    const found: (T & Work)[] = []
    for (let at = 0; at < ids.length; at += maxNodesPerQuery) {
      const asked = { ids: ids.slice(at, at + maxNodesPerQuery) }
      const { nodes } = await connection.ask<{ nodes: (T & Work)[] }>(question, asked, { signal })
      found.push(...nodes)
    }
    const done = found.filter(({ state }) => state !== 'QUEUED' && state !== 'RUNNING')
    const under = found.filter(({ state }) => state === 'RUNNING')
    const part = under.reduce((sum, { job }) => sum + (job?.progress ?? 0), 0)
    progress.update(`${doing}, ${done.length} of ${found.length}`, (done.length + part) / found.length)
    return done.length === found.length ? found.map(({ job: _, ...work }) => work as unknown as T) : undefined
  }, signal)
}
