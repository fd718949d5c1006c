'use client'
import {
  CancelJobDocument,
  JobsPageDocument,
  RetryJobDocument,
  type WorkState,
} from '@mitoscope/schema/documents'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMutation, useQuery } from 'urql'
import { Answer, Problem } from '../parts/answer.tsx'
import { formatTime } from '../parts/format.ts'
import { useRefresh } from '../parts/use-refresh.ts'
import { JobLine } from './job-line.tsx'
import { JobLog } from './job-log.tsx'

const states = [
  'RUNNING',
  'QUEUED',
  'FAILED',
  'FINISHED',
  'CANCELLED',
] as const satisfies readonly WorkState[]
const parsers = { state: parseAsStringLiteral(states), after: parseAsString }

/** What computes, waits and failed; and the devices that work it off. */
export function JobsPage() {
  const [{ state: only, after }, setView] = useQueryStates(parsers, { history: 'push' })
  const [state, ask] = useQuery({
    query: JobsPageDocument,
    variables: { first: 30, after, filter: only ? { state: { eq: only } } : undefined },
  })
  const [cancelled, cancel] = useMutation(CancelJobDocument)
  const [retried, retry] = useMutation(RetryJobDocument)
  const again = () => ask({ requestPolicy: 'network-only' })
  useRefresh(again, 3_000)
  const error = cancelled.error ?? retried.error
  return (
    <>
      <h1>Jobs</h1>
      <p className="actions">
        <label>
          Show{' '}
          <select
            value={only ?? ''}
            onChange={({ target }) =>
              void setView({ state: (target.value || null) as WorkState | null, after: null })
            }
          >
            <option value="">all</option>
            {states.map((each) => (
              <option key={each} value={each}>
                {each.toLowerCase()}
              </option>
            ))}
          </select>
        </label>
      </p>
      {error && <Problem error={error} />}
      <Answer state={state} retry={again}>
        {({ jobs, workers }) => (
          <>
            <section aria-labelledby="devices">
              <h2 id="devices">Devices</h2>
              {workers.nodes.length === 0 && (
                <p className="problem">
                  Nothing computes here: start <code>mitoscope worker</code>, or <code>mitoscope serve</code>{' '}
                  without <code>--no-worker</code>.
                </p>
              )}
              <ul>
                {workers.nodes.map(({ id, device, host, backend, seenAt, job }) => (
                  <li key={id}>
                    {device} on {host}
                    {backend && ` (${backend})`}: {job ? 'at work' : 'free'}
                    <span className="quiet"> · seen {formatTime(seenAt)}</span>
                  </li>
                ))}
              </ul>
            </section>
            <section aria-labelledby="queue">
              <h2 id="queue">
                {jobs.totalCount.toLocaleString('en')} {only ? only.toLowerCase() : ''} jobs
              </h2>
              {jobs.nodes.length === 0 && (
                <p className="card">None. What a sweep, run or analysis needs appears here.</p>
              )}
              <ul className="cards">
                {jobs.nodes.map((job) => (
                  <JobLine key={job.id} job={job}>
                    <div className="actions">
                      {(job.state === 'RUNNING' || job.state === 'QUEUED') && (
                        <button type="button" onClick={() => void cancel({ id: job.id }).then(again)}>
                          Cancel
                        </button>
                      )}
                      {(job.state === 'FAILED' || job.state === 'CANCELLED') && (
                        <button type="button" onClick={() => void retry({ id: job.id }).then(again)}>
                          Try again
                        </button>
                      )}
                      <JobLog id={job.id} />
                    </div>
                  </JobLine>
                ))}
              </ul>
              {jobs.pageInfo.hasNextPage && (
                <button type="button" onClick={() => void setView({ after: jobs.pageInfo.endCursor })}>
                  Older
                </button>
              )}
            </section>
          </>
        )}
      </Answer>
    </>
  )
}
