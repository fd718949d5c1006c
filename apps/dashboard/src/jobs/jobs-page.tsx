'use client'
import { jobWords } from '@mitoscope/schema/catalogue'
import {
  DevicesDocument,
  JobsPageDocument,
  type JobLineFragment,
  type JobKind,
  type WorkState,
} from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useQuery } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { useAllFetched, useThrottled } from '../api/live.ts'
import { useTitle } from '../ui/use-title.ts'
import { Devices } from './devices.tsx'
import { JobQueue } from './job-queue.tsx'
import { useJobProjects, useJobTicks } from './job-ticks.ts'
import { jobParsers, toJobFilter, kinds, states, stateWords } from './view.ts'

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

interface JobFilterProps {
  readonly state: WorkState | null
  readonly kind: JobKind | null
  readonly onChange: (next: { state?: WorkState | null; kind?: JobKind | null }) => void
}

/** Filter of the jobs. */
function JobFilter({ state, kind, onChange }: JobFilterProps) {
  return (
    <p className="actions">
      <label>
        State{' '}
        <select
          value={state ?? ''}
          onChange={({ target }) => onChange({ state: (target.value || null) as WorkState | null })}
        >
          <option value="">any</option>
          {states.map((each) => (
            <option key={each} value={each}>
              {stateWords[each]}
            </option>
          ))}
        </select>
      </label>
      <label>
        Kind{' '}
        <select
          value={kind ?? ''}
          onChange={({ target }) => onChange({ kind: (target.value || null) as JobKind | null })}
        >
          <option value="">any</option>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {jobWords[each].many}
            </option>
          ))}
        </select>
      </label>
    </p>
  )
}
