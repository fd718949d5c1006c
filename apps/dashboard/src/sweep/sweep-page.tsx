'use client'
import { SweepChangesDocument, SweepPageDocument } from '@mitoscope/schema/documents'
import { parseAsString, useQueryState } from 'nuqs'
import { useEffect } from 'react'
import { useQuery, useSubscription } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { loadFigures } from '../figures/load-figures.ts'
import { usePreload } from '../api/live.ts'
import { NotFound } from '../ui/not-found.tsx'
import { useTitle } from '../ui/use-title.ts'
import { SweepContent } from './sweep-content.tsx'

/** A sweep: how complete it is, its figures, and what they say. */
export function SweepPage() {
  usePreload(loadFigures)
  const [id] = useQueryState('id', parseAsString.withDefault(''))
  const [state, ask] = useQuery({ query: SweepPageDocument, variables: { id }, pause: id === '' })
  const [{ data: change }] = useSubscription({
    query: SweepChangesDocument,
    variables: { id },
    pause: id === '',
  })
  const live = change?.sweepUpdated
  const known = state.data?.sweep
  const reportMade = live?.report?.madeAt
  const isOld = reportMade !== undefined && known !== undefined && known?.report?.madeAt !== reportMade
  // The report is too large to travel with every tick: it is read when there is another.
  useEffect(() => {
    if (isOld) ask({ requestPolicy: 'network-only' })
  }, [isOld, reportMade, ask])
  useTitle(known?.name, 'Sweep')
  if (id === '') return <NotFound what="sweep" />
  return (
    <QueryBoundary
      state={state}
      retry={() => ask({ requestPolicy: 'network-only' })}
      notFound={<NotFound what="sweep" />}
    >
      {({ sweep }) =>
        sweep ? <SweepContent sweep={sweep} live={live ?? sweep} /> : <NotFound what="sweep" />
      }
    </QueryBoundary>
  )
}
