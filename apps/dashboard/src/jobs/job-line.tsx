'use client'
import { jobWords } from '@mitoscope/schema/catalogue'
import { CancelJobDocument, RetryJobDocument, type JobLineFragment } from '@mitoscope/schema/documents'
import { useId, type ReactNode } from 'react'
import { useMutation } from 'urql'
import { Link } from '../ui/link.tsx'
import { formatTime } from '../format/format.ts'
import { WorkProgress, WorkStateMark } from '../ui/work-state.tsx'
import './jobs.css'
import { Problem } from '../ui/query-boundary.tsx'

interface JobLineProps {
  readonly job: JobLineFragment
  readonly children?: ReactNode
}

/** A job with what it is about, how far it is, and why it failed. */
export function JobLine({ job, children }: JobLineProps) {
  const { what, href } = describeJob(job)
  const details = [
    job.device && `on ${job.device}`,
    job.attempt > 1 && `attempt ${job.attempt} of ${job.maxAttempts}`,
    describeWhen(job),
  ].filter(Boolean)
  return (
    <li className="card">
      <h3>{href ? <Link href={href}>{what}</Link> : what}</h3>
      <p>
        <WorkStateMark state={job.state} /> <span className="quiet">{details.join(' · ')}</span>
      </p>
      {job.state === 'RUNNING' && (
        <WorkProgress of={what} fraction={job.progress} secondsLeft={job.secondsLeft} phase={job.phase} />
      )}
      {job.cancelRequested && job.state === 'RUNNING' && (
        <p className="quiet">The worker stops it at the next check.</p>
      )}
      {job.state === 'CANCELLED' && !job.failure && (
        <p className="quiet">This job was cancelled. You can try it again.</p>
      )}
      {job.failure && (
        <p className="message">
          <span className="quiet">
            {job.state === 'FAILED' ? 'Why it failed: ' : 'Why its last attempt failed: '}
          </span>
          {job.failure.message}
        </p>
      )}
      {children}
    </li>
  )
}

function describeWhen({ state, createdAt, startedAt, finishedAt }: JobLineFragment): string {
  if (state === 'QUEUED') return `requested ${formatTime(createdAt)}`
  if (state === 'RUNNING') return `since ${formatTime(startedAt)}`
  return formatTime(finishedAt)
}

/** Buttons that cancel or retry a job. */
export function JobActions({ job }: { readonly job: JobLineFragment }) {
  const [cancelled, cancel] = useMutation(CancelJobDocument)
  const [retried, retry] = useMutation(RetryJobDocument)
  const why = useId()
  const { id, state, project, cancelRequested } = job
  const { what } = describeJob(job)
  const readOnly = project.viewerRole === 'VIEWER'
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

type Described = Pick<JobLineFragment, 'kind' | 'subject'>

/**
 * Returns a job's label and a link to its subject; no link if the subject was deleted, or is of a kind without a page,
 * which its job's kind names.
 */
export function describeJob({ kind, subject }: Described): {
  readonly what: string
  readonly href?: string
} {
  const { action } = jobWords[kind]
  const ofDeleted = { what: `${action} that was deleted` }
  switch (subject?.__typename) {
    case undefined:
      return ofDeleted
    case 'TrainingRun':
      return { what: `Train ${subject.name}`, href: `/run?id=${subject.id}` }
    case 'Sweep':
      return { what: `Report of ${subject.name}`, href: `/sweep?id=${subject.id}` }
    case 'Analysis': {
      const { id, measure, run } = subject
      return { what: run ? `${measure} of ${run.name}` : measure, href: `/analysis?id=${id}` }
    }
    case 'PairComparison': {
      const { measure, first, second } = subject
      const runs = [first.run, second.run]
      return {
        what: `${measure} between ${runs[0].name} and ${runs[1].name}`,
        href: `/compare?runs=${runs.map(({ id }) => encodeURIComponent(id)).join(',')}`,
      }
    }
    case 'Checkpoint': {
      const { epoch, run } = subject
      return run ? { what: `Represent epoch ${epoch} of ${run.name}`, href: `/run?id=${run.id}` } : ofDeleted
    }
    default:
      return { what: action }
  }
}
