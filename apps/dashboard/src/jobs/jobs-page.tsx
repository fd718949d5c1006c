'use client'
import { DevicesDocument, JobsPageDocument, type JobLineFragment } from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useQuery } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { useAllFetched, useThrottled } from '../api/live.ts'
import { useTitle } from '../ui/use-title.ts'
import { Devices } from './devices.tsx'
import { JobFilter } from './job-filter.tsx'
import { JobQueue } from './job-queue.tsx'
import { useJobProjects } from './use-job-projects.ts'
import { useJobTicks } from './use-job-ticks.ts'
import { jobParsers, toJobFilter } from './view.ts'

const none: readonly JobLineFragment[] = []
const anew = { requestPolicy: 'network-only' } as const

/** Page of the jobs that run, wait and failed, and of the devices. */
export function JobsPage() {
  const [view, setView] = useQueryStates(jobParsers, { history: 'push' })
  const { state, kind, after } = view
  const variables = { first: 30, after, filter: toJobFilter(state, kind) }
  const [jobs, askJobs] = useQuery({ query: JobsPageDocument, variables })
  const [devices, askDevices] = useQuery({ query: DevicesDocument })
  const refetch = () => askJobs(anew)
  const ticks = useJobTicks(useJobProjects(), jobs.data?.jobs.nodes ?? none, useThrottled(refetch, 1_500))
  const ready = useAllFetched(jobs, devices)
  useTitle('Jobs')
  return (
    <>
      <h1>Jobs</h1>
      <JobFilter state={state} kind={kind} onChange={(next) => void setView({ ...next, after: null })} />
      {ready && <Devices state={devices} refetch={() => askDevices(anew)} ticks={ticks} />}
      {ready ? (
        <QueryBoundary state={jobs} retry={refetch}>
          {(found) => (
            <JobQueue jobs={found.jobs} ticks={ticks} view={view} onView={(next) => void setView(next)} />
          )}
        </QueryBoundary>
      ) : (
        <p className="quiet" role="status">
          Loading…
        </p>
      )}
    </>
  )
}
