'use client'
import type { DevicesQuery } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import { useEffect } from 'react'
import type { UseQueryState } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { formatTime } from '../format/format.ts'
import { useRefetchInterval, useThrottled } from '../api/live.ts'
import { WorkProgress } from '../ui/work-state.tsx'
import { describeJob } from './job-line.tsx'
import type { Ticks } from './job-ticks.ts'

interface DevicesProps {
  readonly state: UseQueryState<DevicesQuery>
  readonly refetch: () => void
  readonly ticks: Ticks
}

/** List of the devices, each with the job that it runs. */
export function Devices({ state, refetch, ticks }: DevicesProps) {
  // Devices that come or go are told by nothing; those that are silent for a minute are gone.
  useRefetchInterval(refetch, 30_000)
  const running = [...ticks.values()].flatMap(({ id, state }) => (state === 'RUNNING' ? [id] : []))
  const refetchSoon = useThrottled(refetch)
  const atWork = running.sort().join()
  useEffect(() => {
    if (atWork !== '') refetchSoon()
  }, [atWork, refetchSoon])
  return (
    <section aria-labelledby="devices">
      <h2 id="devices">Devices</h2>
      <QueryBoundary state={state} retry={refetch}>
        {({ workers: { nodes } }) =>
          nodes.length === 0 ? (
            <p className="problem">
              No device is connected. Start <code>npm run -s mitoscope -- worker</code>, or{' '}
              <code>npm run -s mitoscope -- serve</code> without <code>--no-worker</code>.
            </p>
          ) : (
            <ul className="plain-list">
              {nodes.map(({ id, device, host, backend, seenAt, job }) => {
                const tick = job ? ticks.get(job.id) : undefined
                const isAtWork = job && (!tick || tick.state === 'RUNNING')
                const about = job && describeJob(job)
                return (
                  <li key={id}>
                    {device} on {host}
                    {backend && ` (${backend})`}: {isAtWork ? 'busy' : 'free'}
                    <span className="quiet"> · seen {formatTime(seenAt)}</span>
                    {isAtWork && about && (
                      <>
                        {' · '}
                        {about.href ? <Link href={about.href}>{about.what}</Link> : about.what}
                        <WorkProgress
                          of={`${about.what} on ${device}`}
                          fraction={tick?.progress ?? job.progress}
                          secondsLeft={tick?.secondsLeft}
                          phase={tick?.phase}
                        />
                      </>
                    )}
                  </li>
                )
              })}
            </ul>
          )
        }
      </QueryBoundary>
    </section>
  )
}
