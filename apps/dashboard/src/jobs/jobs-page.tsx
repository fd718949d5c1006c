'use client'
import { JobsPageDocument, type JobLineFragment } from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useQuery } from 'urql'
import { Answer } from '../parts/answer.tsx'
import { useAskSoon } from '../parts/use-ask-soon.ts'
import { useTitle } from '../parts/use-title.ts'
import { Devices } from './devices.tsx'
import { JobActions } from './job-actions.tsx'
import { JobFilter } from './job-filter.tsx'
import { JobLine } from './job-line.tsx'
import { JobLog } from './job-log.tsx'
import { applyTicks } from './job-ticks.ts'
import { useJobProjects } from './use-job-projects.ts'
import { useJobTicks } from './use-job-ticks.ts'
import { countJobs, jobParsers, toJobFilter } from './view.ts'

const none: readonly JobLineFragment[] = []

/** What computes, waits and failed; and the devices that work it off. */
export function JobsPage() {
  const [{ state: only, kind, after }, setView] = useQueryStates(jobParsers, { history: 'push' })
  const [state, ask] = useQuery({
    query: JobsPageDocument,
    variables: { first: 30, after, filter: toJobFilter(only, kind) },
  })
  const again = () => ask({ requestPolicy: 'network-only' })
  const ticks = useJobTicks(useJobProjects(), state.data?.jobs.nodes ?? none, useAskSoon(again, 1_500))
  useTitle('Jobs')
  return (
    <>
      <h1>Jobs</h1>
      <Devices ticks={ticks} />
      <JobFilter state={only} kind={kind} onChange={(next) => void setView({ ...next, after: null })} />
      <Answer state={state} retry={again}>
        {({ jobs }) => (
          <section aria-labelledby="queue">
            <h2 id="queue">{countJobs(jobs.totalCount, only, kind)}</h2>
            {jobs.nodes.length === 0 && (
              <div className="card">
                <p>
                  {only || kind
                    ? 'None of this kind.'
                    : 'None yet. What a sweep, run or analysis needs appears here.'}
                </p>
                {only || kind ? (
                  <button
                    type="button"
                    onClick={() => void setView({ state: null, kind: null, after: null })}
                  >
                    Show all jobs
                  </button>
                ) : (
                  <a className="button" href="/start">
                    Start something
                  </a>
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
                <button type="button" onClick={() => void setView({ after: null })}>
                  Newest
                </button>
              )}
              {jobs.pageInfo.hasNextPage && (
                <button type="button" onClick={() => void setView({ after: jobs.pageInfo.endCursor })}>
                  Older
                </button>
              )}
            </p>
          </section>
        )}
      </Answer>
    </>
  )
}
