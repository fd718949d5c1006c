'use client'
import {
  AnalysisReplayChangesDocument,
  RunChangesDocument,
  RunPageDocument,
} from '@mitoscope/schema/documents'
import { parseAsString, useQueryState } from 'nuqs'
import { useEffect } from 'react'
import { useQuery, useSubscription } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { loadPlot } from '../figures/load-figures.ts'
import { usePreload, useSubscriptions } from '../api/live.ts'
import { NotFound } from '../ui/not-found.tsx'
import { useTitle } from '../ui/use-title.ts'
import { RunContent } from './run-content.tsx'
import { useLiveMetrics } from './use-live-metrics.ts'

/** A run: its curves, configuration, analyses and files. */
export function RunPage() {
  usePreload(loadPlot)
  const [id] = useQueryState('id', parseAsString.withDefault(''))
  const pause = id === ''
  const [state, ask] = useQuery({ query: RunPageDocument, variables: { id }, pause })
  const [{ data: change }] = useSubscription({ query: RunChangesDocument, variables: { id }, pause })
  const live = change?.runUpdated?.id === id ? change.runUpdated : undefined
  const ended = live?.state
  useEffect(() => {
    if (ended === 'FINISHED' || ended === 'FAILED') ask({ requestPolicy: 'network-only' })
  }, [ended, ask])
  const refetch = () => ask({ requestPolicy: 'network-only' })
  const known = state.data?.run
  const metrics = useLiveMetrics(id, known?.id === id ? known.metrics : undefined, refetch)
  const waiting = (known?.analyses ?? []).filter(({ state: at }) => at === 'QUEUED' || at === 'RUNNING')
  useSubscriptions(
    AnalysisReplayChangesDocument,
    waiting.map((analysis) => ({ id: analysis.id })),
    ({ analysisUpdated: now }) => {
      const before = waiting.find((analysis) => analysis.id === now?.id)
      if (now && before && now.state !== before.state) refetch()
    },
  )
  useTitle(known?.name, known?.sweep?.name, 'Run')
  if (pause) return <NotFound what="run" />
  return (
    <QueryBoundary state={state} retry={refetch} notFound={<NotFound what="run" />}>
      {({ run, measures }) =>
        run ? (
          <RunContent
            key={run.id}
            run={{ ...run, ...live, ...(run.id === id && metrics && { metrics }) }}
            measures={measures}
            refetch={refetch}
          />
        ) : (
          <NotFound what="run" />
        )
      }
    </QueryBoundary>
  )
}
