'use client'
import { CancelJobDocument, RetryAnalysisDocument } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import { useMutation } from 'urql'
import { Problem } from '../ui/query-boundary.tsx'
import { AnalysisProgress } from './analysis-progress.tsx'
import type { Analysis } from './analysis.ts'
import { mayCompute, ViewerNote } from '../ui/viewer-note.tsx'

/** State of an unfinished analysis, with buttons to cancel or retry it. */
export function AnalysisWork({ analysis }: { readonly analysis: Analysis }) {
  const { id, state, job, failure, measure } = analysis
  const [cancelled, cancel] = useMutation(CancelJobDocument)
  const [retried, retry] = useMutation(RetryAnalysisDocument)
  const mayNot = !mayCompute(analysis)
  if (state === 'FINISHED') return null
  if (state === 'RUNNING' || state === 'QUEUED') {
    return (
      <div className="card">
        {state === 'RUNNING' && job ? (
          <AnalysisProgress of={measure} job={job} />
        ) : (
          <p>
            Waiting for a free device. <Link href="/jobs">Jobs</Link> shows the queue. The result appears here
            automatically.
          </p>
        )}
        {job && (
          <p className="actions">
            <button
              type="button"
              disabled={cancelled.fetching || mayNot}
              onClick={() => void cancel({ id: job.id })}
            >
              {cancelled.fetching ? 'Cancelling…' : 'Cancel'}
              <span className="hidden"> {measure}</span>
            </button>
            {cancelled.data && <span role="status">The device stops it at the next check.</span>}
            <ViewerNote of={analysis} />
          </p>
        )}
        {cancelled.error && <Problem error={cancelled.error} />}
      </div>
    )
  }
  return (
    <div className="problem">
      <p>{failure?.message ?? 'The analysis was cancelled before it had a result.'}</p>
      {analysis.deletedAt ? (
        <p>Restore the analysis to compute it again.</p>
      ) : (
        <p className="actions">
          <button type="button" disabled={retried.fetching || mayNot} onClick={() => void retry({ id })}>
            {retried.fetching ? 'Requesting…' : 'Compute again'}
          </button>
          <ViewerNote of={analysis} />
        </p>
      )}
      {retried.error && <Problem error={retried.error} />}
    </div>
  )
}
