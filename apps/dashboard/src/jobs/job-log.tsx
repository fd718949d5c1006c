'use client'
import { type JobLineFragment, JobLogDocument, type JobLogQuery } from '@mitoscope/schema/documents'
import { useState, useCallback, useEffect, useRef } from 'react'
import { Problem } from '../ui/query-boundary.tsx'
import { formatTime } from '../format/format.ts'
import { describeJob } from './job-line.tsx'
import { useClient, type CombinedError } from 'urql'
import { useThrottled } from '../api/live.ts'

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

type Line = NonNullable<JobLogQuery['job']>['log']['nodes'][number]

interface JobLogState {
  /** Undefined until they are read. */
  readonly lines?: readonly Line[]
  readonly error?: CombinedError
}

/** The last lines of a job's log while it is open; of what comes later only the new ones are read. */
function useJobLog(id: string, open: boolean, updatedAt: string): JobLogState {
  const client = useClient()
  const [state, setState] = useState<JobLogState>({})
  const after = useRef<string>(undefined)
  const reading = useRef(false)
  const read = useCallback(async () => {
    if (reading.current) return
    reading.current = true
    const page = after.current === undefined ? { last: 200 } : { first: 200, after: after.current }
    const options = { requestPolicy: 'network-only' as const }
    const { data, error } = await client.query(JobLogDocument, { id, ...page }, options)
    reading.current = false
    if (error) return setState(({ lines }) => ({ lines, error }))
    const log = data?.job?.log
    after.current = log?.pageInfo.endCursor ?? after.current
    setState(({ lines = [] }) => ({ lines: [...lines, ...(log?.nodes ?? [])] }))
  }, [client, id])
  const fetchSoon = useThrottled(() => void read(), 500)
  useEffect(() => {
    if (open) fetchSoon()
  }, [open, updatedAt, fetchSoon])
  return state
}
