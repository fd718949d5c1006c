'use client'
import type { JobKind, JobsPageQuery, WorkState } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import { JobActions, JobLine } from './job-line.tsx'
import { JobLog } from './job-log.tsx'
import { applyTicks, type Ticks } from './job-ticks.ts'
import { countJobs } from './view.ts'

interface View {
  readonly state: WorkState | null
  readonly kind: JobKind | null
  readonly after: string | null
}

interface JobQueueProps {
  readonly jobs: JobsPageQuery['jobs']
  readonly ticks: Ticks
  readonly view: View
  readonly onView: (next: Partial<View>) => void
}

/** A page of jobs, each with what can be done about it. */
export function JobQueue({ jobs, ticks, view, onView }: JobQueueProps) {
  const { state, kind, after } = view
  return (
    <section aria-labelledby="queue">
      <h2 id="queue">{countJobs(jobs.totalCount, state, kind)}</h2>
      {jobs.nodes.length === 0 && (
        <div className="card">
          <p>
            {state || kind
              ? 'No jobs match. Remove a filter.'
              : 'No jobs yet. Sweeps, runs and analyses add jobs here.'}
          </p>
          {state || kind ? (
            <button type="button" onClick={() => onView({ state: null, kind: null, after: null })}>
              Show all jobs
            </button>
          ) : (
            <Link className="button" href="/start">
              Start something
            </Link>
          )}
        </div>
      )}
      <ul className="cards">
        {applyTicks(jobs.nodes, ticks).map((job) => (
          <JobLine key={job.id} job={job}>
            <div className="actions">
              <JobActions job={job} />
              <JobLog job={job} />
            </div>
          </JobLine>
        ))}
      </ul>
      <p className="actions">
        {after && (
          <button type="button" onClick={() => onView({ after: null })}>
            Newest
          </button>
        )}
        {jobs.pageInfo.hasNextPage && (
          <button type="button" onClick={() => onView({ after: jobs.pageInfo.endCursor })}>
            Older
          </button>
        )}
      </p>
    </section>
  )
}
