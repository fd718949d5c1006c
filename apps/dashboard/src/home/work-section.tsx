'use client'
import type { HomeWorkQuery, JobLineFragment } from '@mitoscope/schema/documents'
import { useMemo } from 'react'
import type { UseQueryState } from 'urql'
import { formatNumber, formatTime } from '../format/format.ts'
import { Link } from '../ui/link.tsx'
import { JobActions, JobLine } from '../jobs/job-line.tsx'
import { JobLog } from '../jobs/job-log.tsx'
import { applyTicks, useJobProjects, useJobTicks } from '../jobs/job-ticks.ts'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { useThrottled } from '../api/live.ts'
import { listFinished } from './finished.ts'

interface WorkSectionProps {
  readonly projectId: string | null
  readonly state: UseQueryState<HomeWorkQuery>
  readonly refetch: () => void
  /** Hears of jobs that were not there before. */
  readonly onNew: () => void
}

const none: readonly JobLineFragment[] = []

/** Jobs that run, failed and finished recently. */
export function WorkSection({ projectId, state, refetch, onNew }: WorkSectionProps) {
  const refetchSoon = useThrottled(refetch, 2_000)
  const all = useJobProjects()
  const followed = useMemo(() => (projectId ? [projectId] : all), [projectId, all])
  const known = useMemo(
    () => (state.data ? [...state.data.running.nodes, ...state.data.failed.nodes] : none),
    [state.data],
  )
  const ticks = useJobTicks(followed, known, (change) => {
    refetchSoon()
    if (change === 'new') onNew()
  })
  return (
    <QueryBoundary state={state} retry={refetch}>
      {(work) => {
        const running = applyTicks(work.running.nodes, ticks).filter((job) => job.state === 'RUNNING')
        const more = work.running.totalCount - work.running.nodes.length
        return (
          <>
            <section aria-labelledby="running">
              <h2 id="running">Running now</h2>
              {running.length === 0 && <p className="quiet">Nothing.</p>}
              <ul className="cards">
                {running.map((job) => (
                  <JobLine key={job.id} job={job} />
                ))}
              </ul>
              {more > 0 && (
                <p>
                  <Link href="/jobs?state=RUNNING">{formatNumber(more)} more running</Link>
                </p>
              )}
              {work.waiting.totalCount > 0 && (
                <p>
                  <Link href="/jobs?state=QUEUED">{formatNumber(work.waiting.totalCount)} waiting</Link>
                </p>
              )}
            </section>
            {work.failed.nodes.length > 0 && (
              <section aria-labelledby="failed">
                <h2 id="failed">Failed recently</h2>
                <ul className="cards">
                  {applyTicks(work.failed.nodes, ticks).map((job) => (
                    <JobLine key={job.id} job={job}>
                      <div className="actions">
                        <JobActions job={job} />
                        <JobLog job={job} />
                      </div>
                    </JobLine>
                  ))}
                </ul>
                {work.failed.totalCount > work.failed.nodes.length && (
                  <p>
                    <Link href="/jobs?state=FAILED">
                      All {formatNumber(work.failed.totalCount)} that failed
                    </Link>
                  </p>
                )}
              </section>
            )}
            <FinishedList work={work} />
          </>
        )
      }}
    </QueryBoundary>
  )
}

/** List of what finished last. */
function FinishedList({ work }: { readonly work: HomeWorkQuery }) {
  const finished = listFinished(work)
  return (
    <section aria-labelledby="finished">
      <h2 id="finished">Finished recently</h2>
      {finished.length === 0 && <p className="quiet">Nothing yet.</p>}
      <ul className="plain-list">
        {finished.map(({ key, kind, what, href, about, finishedAt }) => (
          <li key={key}>
            <Link href={href}>{what}</Link>{' '}
            <span className="quiet">{[kind, about, formatTime(finishedAt)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
