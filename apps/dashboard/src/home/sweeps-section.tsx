'use client'
import type { HomeSweepsQuery, SweepCardFragment } from '@mitoscope/schema/documents'
import type { UseQueryState } from 'urql'
import { formatNumber, countOf, formatTime } from '../format/format.ts'
import { Link } from '../ui/link.tsx'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { useLastValue, useThrottled } from '../api/live.ts'
import { useLiveSweeps } from './live-sweeps.ts'
import { WorkProgress, WorkStateMark } from '../ui/work-state.tsx'
import { GroupsInSmall } from './groups-in-small.tsx'
import { toGroupSeries } from './groups-table.ts'

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

/** A sweep in small: its state, its groups against width, and what its report says. */
function SweepCard({ sweep }: { readonly sweep: SweepCardFragment }) {
  const { id, name, model, progress, report, createdAt } = sweep
  const { counts } = progress
  const total =
    counts.queued + counts.running + counts.finished + counts.failed + counts.cancelled + counts.missing
  return (
    <li className="card">
      <h3>
        <Link href={`/sweep?id=${id}`}>{name}</Link>
      </h3>
      <p className="quiet">
        {`${model.name} · ${model.dataset} · `}
        {formatTime(createdAt)}
      </p>
      <p>
        <WorkStateMark state={progress.state} />{' '}
        <span className="quiet">
          {formatNumber(counts.finished)} of {countOf(total, 'run')} finished
          {counts.failed > 0 && `, ${formatNumber(counts.failed)} failed`}
        </span>
      </p>
      {(progress.state === 'RUNNING' || progress.secondsLeft !== null) && (
        <WorkProgress of={name} fraction={progress.fraction} secondsLeft={progress.secondsLeft} />
      )}
      {report ? (
        <>
          <GroupsInSmall sweepId={id} of={name} series={toGroupSeries(report.series)} />
          <p>{report.series[0]?.sentence}</p>
        </>
      ) : (
        <p className="quiet">
          {counts.finished === 0
            ? 'Groups against width appear here when runs are trained and measured.'
            : 'There is no report yet.'}
        </p>
      )}
    </li>
  )
}
