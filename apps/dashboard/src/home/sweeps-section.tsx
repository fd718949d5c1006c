'use client'
import { formatNumber } from '../format/format.ts'
import type { HomeSweepsQuery, SweepCardFragment } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import type { UseQueryState } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { useLastValue, useThrottled } from '../api/live.ts'
import { SweepCard } from './sweep-card.tsx'
import { useLiveSweeps } from './use-live-sweeps.ts'

interface SweepsSectionProps {
  readonly projectId: string | null
  readonly state: UseQueryState<HomeSweepsQuery>
  readonly refetch: () => void
}

const none: readonly SweepCardFragment[] = []

/** The newest sweeps, each in small. */
export function SweepsSection({ projectId, state, refetch }: SweepsSectionProps) {
  const live = useLiveSweeps(useLastValue(state.data?.sweeps.nodes) ?? none, useThrottled(refetch))
  return (
    <section aria-labelledby="sweeps">
      <h2 id="sweeps">Sweeps</h2>
      <QueryBoundary state={state} retry={refetch}>
        {({ sweeps }) =>
          sweeps.nodes.length === 0 ? (
            <p className="card">
              There is no sweep yet. <Link href={start(projectId)}>Start one</Link> to train several widths
              and seeds and see where groups begin. <code>npm start</code> trains a sweep on MNIST; a script
              starts one by <a href="/graphql">startSweep</a>, or{' '}
              <code>npm run -s mitoscope -- sweep --server</code>.
            </p>
          ) : (
            <>
              <ul className="cards">
                {live.map((sweep) => (
                  <SweepCard key={sweep.id} sweep={sweep} />
                ))}
              </ul>
              {sweeps.totalCount > sweeps.nodes.length && (
                <p className="quiet">
                  The newest {sweeps.nodes.length} of {formatNumber(sweeps.totalCount)}; find the others with
                  Ctrl K.
                </p>
              )}
            </>
          )
        }
      </QueryBoundary>
    </section>
  )
}

function start(projectId: string | null): string {
  return projectId ? `/start?kind=sweep&project=${projectId}` : '/start?kind=sweep'
}
