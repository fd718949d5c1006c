'use client'
import { CancelJobDocument, RetryJobDocument, type JobLineFragment } from '@mitoscope/schema/documents'
import { useId } from 'react'
import { useMutation } from 'urql'
import { Problem } from '../ui/query-boundary.tsx'
import { describeJob } from './describe-job.ts'

/** Buttons that cancel or retry a job. */
export function JobActions({ job }: { readonly job: JobLineFragment }) {
  const [cancelled, cancel] = useMutation(CancelJobDocument)
  const [retried, retry] = useMutation(RetryJobDocument)
  const why = useId()
  const { id, state, project, cancelRequested } = job
  const { what } = describeJob(job)
  const readOnly = project?.viewerRole === 'VIEWER'
  const busy = cancelled.fetching || retried.fetching
  const error = cancelled.error ?? retried.error
  const shared = {
    type: 'button' as const,
    disabled: busy || readOnly || cancelRequested,
    'aria-describedby': readOnly ? why : undefined,
  }
  const about = <span className="hidden">: {what}</span>
  if (state === 'FINISHED') return null
  return (
    <>
      {state === 'RUNNING' || state === 'QUEUED' ? (
        <button {...shared} onClick={() => void cancel({ id })}>
          {cancelled.fetching ? 'Cancelling…' : 'Cancel'}
          {about}
        </button>
      ) : (
        <button {...shared} disabled={busy || readOnly} onClick={() => void retry({ id })}>
          {retried.fetching ? 'Trying…' : 'Try again'}
          {about}
        </button>
      )}
      {readOnly && (
        <span className="quiet" id={why}>
          You are a viewer of this project. Only editors can do this.
        </span>
      )}
      {error && !busy && <Problem error={error} />}
    </>
  )
}
