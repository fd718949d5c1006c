'use client'
import { RunChangesDocument, RunMetricsDocument, RunPageDocument } from '@mitoscope/schema/documents'
import { parseAsString, useQueryState } from 'nuqs'
import { useEffect } from 'react'
import { useQuery, useSubscription } from 'urql'
import { Answer } from '../parts/answer.tsx'
import { NotThere } from '../parts/not-there.tsx'
import { RunContent } from './run-content.tsx'

/** A run: its curves, configuration, analyses and files. */
export function RunPage() {
  const [id] = useQueryState('id', parseAsString.withDefault(''))
  const pause = id === ''
  const [state, ask] = useQuery({ query: RunPageDocument, variables: { id }, pause })
  const [{ data: change }] = useSubscription({ query: RunChangesDocument, variables: { id }, pause })
  // Counts messages: with a new one there are points that the curves lack.
  const [{ data: news }] = useSubscription<unknown, number>(
    { query: RunMetricsDocument, variables: { id }, pause },
    (count = 0) => count + 1,
  )
  const live = change?.runUpdated
  const ended = live?.state
  useEffect(() => {
    if (news === undefined || news < 2) return
    // Several batches within a second are one picture.
    const timer = setTimeout(() => ask({ requestPolicy: 'network-only' }), 1_000)
    return () => clearTimeout(timer)
  }, [news, ask])
  useEffect(() => {
    if (ended === 'FINISHED' || ended === 'FAILED') ask({ requestPolicy: 'network-only' })
  }, [ended, ask])
  if (pause) return <NotThere what="run" />
  return (
    <Answer state={state} retry={() => ask({ requestPolicy: 'network-only' })}>
      {({ run }) => (run ? <RunContent run={{ ...run, ...live }} /> : <NotThere what="run" />)}
    </Answer>
  )
}
