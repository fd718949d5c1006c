import { RunChangesShownDocument, RunsPageDocument } from '@mitoscope/schema/documents'
import { useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { followedOf } from './column-needs.ts'
import type { Column, Run } from './columns.ts'
import { findGone } from './new-runs.ts'
import type { RunPages, RunQuestion } from './use-run-pages.ts'

interface Shown {
  /** The runs that are on the screen, and a few around them. */
  readonly runs: readonly Run[]
  readonly columns: readonly Column[]
  readonly question: RunQuestion
  /** How often the table has been read: what is gone is gone from it then. */
  readonly reading: number
  readonly change: RunPages['change']
}

/** Milliseconds for which the screen stays as it is before its runs are followed. */
const settling = 300
/** Milliseconds after which runs without analyses are looked at again: no subscription tells that one is there. */
const analysesAfter = 30_000
const ended = new Set(['FINISHED', 'FAILED', 'CANCELLED'])

/**
 * Follows the runs that are shown: what changes of them is merged where they stand. Gives those that were deleted or
 * no longer match.
 */
export function useShownRuns({ runs, columns, question, reading, change }: Shown): ReadonlySet<string> {
  const client = useClient()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const latest = useRef({ runs, question })
  latest.current = { runs, question }
  useEffect(() => setGone(new Set()), [reading])
  const followed = followedOf(columns)
  const shown = runs.flatMap(({ id, project }) => (project ? [[project.id, id] as const] : []))
  const key = JSON.stringify({ shown, followed, filter: question.filter })

  useEffect(() => {
    const stops: (() => void)[] = []
    const readWhole = async (ids: readonly string[]) => {
      if (ids.length === 0) return
      const asked = latest.current.question
      const filter = { AND: [{ id: { in: [...ids] } }] }
      const variables = { ...asked, filter, orderBy: undefined, first: ids.length, withNewest: false }
      const answer = client.query(RunsPageDocument, variables, { requestPolicy: 'network-only' })
      const { data } = await answer.toPromise()
      if (data) change(data.runs.nodes)
    }
    const follow = (projectId: string, ids: readonly string[]) => {
      const filter = { AND: [...(question.filter ? [question.filter] : []), { id: { in: [...ids] } }] }
      const source = client.subscription(RunChangesShownDocument, { projectId, filter, ...followed })
      const { unsubscribe } = source.subscribe(({ data }) => {
        if (!data) return
        const update = data.runsUpdated
        const before = new Map(latest.current.runs.map(({ id, state }) => [id, state]))
        change(update.runs)
        const left = findGone(ids, update)
        if (left.length > 0) setGone((known) => new Set([...known, ...left]))
        // With its end comes more than is followed.
        const over = update.runs.filter(({ id, state }) => ended.has(state) && before.get(id) !== state)
        void readWhole(over.map(({ id }) => id))
      })
      stops.push(unsubscribe)
    }
    const timer = setTimeout(() => {
      for (const project of new Set(shown.map(([each]) => each)))
        follow(
          project,
          shown.filter(([each]) => each === project).map(([, id]) => id),
        )
    }, settling)
    stops.push(() => clearTimeout(timer))
    if (question.withAnalyses) {
      const looking = setInterval(() => {
        if (document.visibilityState !== 'visible') return
        const without = latest.current.runs.filter(({ analyses }) => analyses?.length === 0)
        void readWhole(without.map(({ id }) => id))
      }, analysesAfter)
      stops.push(() => clearInterval(looking))
    }
    return () => stops.forEach((stop) => stop())
    // The key says whether anything of it has changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, key, change])
  return gone
}
