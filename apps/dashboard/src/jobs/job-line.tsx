import type { JobLineFragment } from '@mitoscope/schema/documents'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { WorkProgress } from '../parts/work-progress.tsx'
import { WorkStateMark } from '../parts/work-state.tsx'
import { describeJob } from './describe-job.ts'

interface JobLineProps {
  readonly job: JobLineFragment
  readonly children?: ReactNode
}

/** A job with what it is about, how far it is, and why it failed. */
export function JobLine({ job, children }: JobLineProps) {
  const { what, href } = describeJob(job)
  return (
    <li className="card">
      <h3>{href ? <Link href={href}>{what}</Link> : what}</h3>
      <p>
        <WorkStateMark state={job.state} />
        {job.device && <span className="quiet"> on {job.device}</span>}
        {job.attempt > 1 && (
          <span className="quiet">
            {' '}
            · attempt {job.attempt} of {job.maxAttempts}
          </span>
        )}
      </p>
      {job.state === 'RUNNING' && (
        <WorkProgress of={what} fraction={job.progress} secondsLeft={job.secondsLeft} phase={job.phase} />
      )}
      {job.failure && <p>{job.failure.message}</p>}
      {children}
    </li>
  )
}
