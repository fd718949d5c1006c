import { RunChangesShownDocument, RunsPageDocument } from '@mitoscope/schema/documents'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { useDebounced, useRefetchInterval, useSubscriptions } from '../../api/live.ts'
import { followedOf } from '../table/column-needs.ts'
import type { Column, Run } from '../table/columns.ts'
import { findGone } from './loaded-runs.ts'
import type { RunPages, RunQuestion } from './use-run-pages.ts'

interface Shown {
  /** The runs that are on the screen, and a few around them. */
  readonly runs: readonly Run[]
  readonly columns: readonly Column[]
  readonly question: RunQuestion
  /** Number of times that the table has been read: each reading drops the runs that are gone. */
  readonly reading: number
  readonly change: RunPages['change']
}

/** Milliseconds for which the screen stays as it is before its runs are followed. */
const settleMs = 300
/** Milliseconds after which runs without analyses are looked at again: no subscription tells that one is there. */
const analysesDelayMs = 30_000
/** Milliseconds after its end in which a run is likely to be analysed for the first time. */
const likelyAnalysedMs = 3_600_000
const ended = new Set(['FINISHED', 'FAILED', 'CANCELLED'])

/**
 * Follows the runs that are shown: what changes of them is merged where they stand. Gives those that were deleted or
 * no longer match.
 */
export function useShownRuns({ runs, columns, question, reading, change }: Shown): ReadonlySet<string> {
  const client = useClient()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => setGone(new Set()), [reading])
  const latest = useRef({ runs, question })
  latest.current = { runs, question }

  const fetchWhole = useCallback(
    async (ids: readonly string[]) => {
      if (ids.length === 0) return
      const variables = {
        ...latest.current.question,
        filter: { id: { in: [...ids] } },
        orderBy: undefined,
        first: ids.length,
        withNewest: false,
      }
      const answer = client.query(RunsPageDocument, variables, { requestPolicy: 'network-only' })
      const { data } = await answer.toPromise()
      if (data) change(data.runs.nodes)
    },
    [client, change],
  )

  const projects = [...new Set(runs.map(({ project }) => project.id))]
  const wanted = projects.map((projectId) => ({
    projectId,
    ids: runs.flatMap(({ id, project }) => (project.id === projectId ? id : [])).sort(),
    filter: question.filter,
    ...followedOf(columns),
  }))
  const followed = useDebounced(wanted, settleMs).map(({ ids, filter, ...rest }) => ({
    ...rest,
    filter: { AND: [{ id: { in: ids } }, ...(filter ? [filter] : [])] },
  }))
  useSubscriptions(RunChangesShownDocument, followed, ({ runsUpdated }, { filter }) => {
    const before = new Map(latest.current.runs.map(({ id, state }) => [id, state]))
    change(runsUpdated.runs)
    const left = findGone((filter.AND[0].id?.in ?? []).map(String), runsUpdated)
    if (left.length > 0) setGone((known) => new Set([...known, ...left]))
    // With its end comes more than is followed.
    const over = runsUpdated.runs.filter(({ id, state }) => ended.has(state) && before.get(id) !== state)
    void fetchWhole(over.map(({ id }) => id))
  })
  useRefetchInterval(() => {
    if (!question.withAnalyses) return
    const since = Date.now() - likelyAnalysedMs
    const young = runs.filter(({ finishedAt }) => finishedAt !== null && Date.parse(finishedAt) > since)
    void fetchWhole(young.filter(({ analyses }) => analyses?.length === 0).map(({ id }) => id))
  }, analysesDelayMs)
  return gone
}
