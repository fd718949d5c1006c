'use client'
import { AnalysisJobChangesDocument, RetryAnalysisDocument } from '@mitoscope/schema/documents'
import Link from 'next/link'
import { useMutation, useSubscription } from 'urql'
import { Problem } from '../parts/answer.tsx'
import { WorkProgress } from '../parts/work-progress.tsx'
import type { Analysis } from './analysis.ts'
import { mayCompute, ViewerNote } from './viewer-note.tsx'

/** How far an analysis is that is not done, and a way on where it failed. */
export function AnalysisWork({ analysis }: { readonly analysis: Analysis }) {
  const { id, state, job, failure, measure } = analysis
  const isAtWork = state === 'RUNNING' || state === 'QUEUED'
  const [{ data }] = useSubscription({
    query: AnalysisJobChangesDocument,
    variables: { id: job?.id ?? '' },
    pause: !isAtWork || !job,
  })
  const [{ fetching, error }, retry] = useMutation(RetryAnalysisDocument)
  if (state === 'FINISHED') return null
  if (isAtWork) {
    const live = data?.jobUpdated ?? job
    return state === 'RUNNING' && live ? (
      <WorkProgress of={measure} fraction={live.progress} secondsLeft={live.secondsLeft} phase={live.phase} />
    ) : (
      <p className="card">
        It waits for a device. <Link href="/jobs">Jobs</Link> shows what is before it; this page shows the
        result by itself when there is one.
      </p>
    )
  }
  return (
    <div className="problem">
      <p>{failure?.message ?? 'It was stopped before it had a result.'}</p>
      <p className="actions">
        <button type="button" disabled={fetching || !mayCompute(analysis)} onClick={() => void retry({ id })}>
          {fetching ? 'Asking…' : 'Compute it again'}
        </button>
        <ViewerNote analysis={analysis} />
      </p>
      {error && <Problem error={error} />}
    </div>
  )
}
