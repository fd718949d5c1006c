'use client'
import { AnalysisChangesDocument, AnalysisPageDocument } from '@mitoscope/schema/documents'
import { measureOf } from '@mitoscope/schema/measures'
import { parseAsString, useQueryState } from 'nuqs'
import { useEffect } from 'react'
import { useQuery, useSubscription } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { loadFigures } from '../figures/load-figures.ts'
import { usePreload } from '../api/live.ts'
import { NotFound } from '../ui/not-found.tsx'
import { useTitle } from '../ui/use-title.ts'
import { AnalysisContent } from './analysis-content.tsx'

/** An analysis: what it found, of what, how, and how to compute it again. */
export function AnalysisPage() {
  usePreload(loadFigures)
  const [id] = useQueryState('id', parseAsString.withDefault(''))
  const pause = id === ''
  const [state, ask] = useQuery({
    query: AnalysisPageDocument,
    variables: { id, critical: measureOf.CRITICAL_SIZE },
    pause,
  })
  const [{ data: change }] = useSubscription({
    query: AnalysisChangesDocument,
    variables: { id, critical: measureOf.CRITICAL_SIZE },
    pause,
  })
  const known = state.data?.analysis
  const live = change?.analysisUpdated
  // The result does not travel with every change: it is read once there is one.
  const isOld = live?.state === 'FINISHED' && known?.id === live.id && known.state !== 'FINISHED'
  useEffect(() => {
    if (isOld) ask({ requestPolicy: 'network-only' })
  }, [isOld, ask])
  useTitle(known?.definition?.title ?? known?.measure, known?.run?.name, 'Analysis')
  if (pause) return <NotFound what="analysis" />
  return (
    <QueryBoundary
      state={state}
      retry={() => ask({ requestPolicy: 'network-only' })}
      notFound={<NotFound what="analysis" />}
    >
      {({ analysis }) =>
        analysis ? (
          <AnalysisContent
            key={analysis.id}
            analysis={live?.id === analysis.id ? { ...analysis, ...live } : analysis}
          />
        ) : (
          <NotFound what="analysis" />
        )
      }
    </QueryBoundary>
  )
}
