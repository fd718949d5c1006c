import type { JobLineFragment } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import type { ReactNode } from 'react'
import { formatTime } from '../format/format.ts'
import { WorkProgress } from '../ui/work-progress.tsx'
import { WorkStateMark } from '../ui/work-state.tsx'
import { describeJob } from './describe-job.ts'
import './jobs.css'

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
