'use client'
import type { JobLineFragment } from '@mitoscope/schema/documents'
import { useState } from 'react'
import { Problem } from '../ui/query-boundary.tsx'
import { formatTime } from '../format/format.ts'
import { describeJob } from './describe-job.ts'
import { useJobLog } from './use-job-log.ts'

/** Log of a job, fetched when it is opened and followed while the job runs. */
export function JobLog({ job }: { readonly job: JobLineFragment }) {
  const [open, setOpen] = useState(false)
  const { lines, error } = useJobLog(job.id, open, job.updatedAt)
  const { what } = describeJob(job)
  return (
    <details className="job-log" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        Log<span className="hidden"> of {what}</span>
      </summary>
      {error && <Problem error={error} stale={lines !== undefined} />}
      {!lines && !error && <p className="quiet">Loading…</p>}
      {lines?.length === 0 && <p className="quiet">The log is empty.</p>}
      {lines && lines.length > 0 && (
        <div className="scroll" role="region" tabIndex={0} aria-label={`Log of ${what}`}>
          <ol>
            {lines.map(({ at, message }, i) => (
              <li key={i}>
                <span className="quiet">{formatTime(at)}</span> {message}
              </li>
            ))}
          </ol>
        </div>
      )}
    </details>
  )
}
