import { MatchingRunsDocument, RunProjectsDocument, type RunFilter } from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useQuery } from 'urql'
import { useDebounced, useSubscriptions } from '../../api/live.ts'
import { noNewRuns, withUpdate, type NewRuns } from './new-runs.ts'

/** Maximum number of projects whose new runs are followed: each takes a subscription of its own. */
const mostProjects = 50
/** Milliseconds for which a filter stays as it is before it is followed: it may be being written. */
const settling = 300

interface Since {
  readonly filter: RunFilter | undefined
  /** Time when the newest known run was created; undefined if there is none. */
  readonly newest: string | undefined
  /** True once the table has been read: before, nothing is new. */
  readonly read: boolean
}

/** Returns the number of matching runs that were created since the table was fetched. */
export function useNewRuns({ filter, newest, read }: Since): number {
  const [{ data }] = useQuery({ query: RunProjectsDocument, requestPolicy: 'cache-first' })
  const [known, setKnown] = useState<Readonly<Record<string, NewRuns>>>({})
  const since = newest === undefined ? [] : [{ createdAt: { gt: newest } }]
  const projects = read ? (data?.projects.nodes.slice(0, mostProjects) ?? []) : []
  const wanted = projects.map(({ id }) => ({
    projectId: id,
    filter: { AND: [...since, ...(filter ? [filter] : [])] },
  }))
  const followed = useDebounced(wanted, settling)
  useSubscriptions(MatchingRunsDocument, followed, ({ runsUpdated }, variables) => {
    const key = JSON.stringify(variables)
    setKnown((before) => ({ ...before, [key]: withUpdate(before[key] ?? noNewRuns, runsUpdated) }))
  })
  return followed.reduce((sum, variables) => sum + (known[JSON.stringify(variables)]?.fresh.size ?? 0), 0)
}
