'use client'
import { countOf } from '../format/format.ts'
import type { CompareRunsQuery } from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useRefetchInterval } from '../api/live.ts'
import { ChunksSection } from './curves/chunks-section.tsx'
import { DifferencesTable } from './differences/differences-table.tsx'
import { EmptyRunsNote, Legend, WidthFilter } from './legend.tsx'
import { emptyRuns, onlyWidths } from './selection.ts'
import { MetricSection } from './curves/metric-section.tsx'
import { toSeries, type Series } from './series.ts'
import { compareParsers, mostRuns } from './view.ts'

// After the first screen: it brings a form and figures of its own.
const PairsSection = lazy(() =>
  import('./pairs/pairs-section.tsx').then((loaded) => ({ default: loaded.PairsSection })),
)

interface CompareContentProps {
  readonly data: CompareRunsQuery
  /** Number of runs that the address names. */
  readonly asked: number
  readonly fetching: boolean
  readonly refetch: () => void
}

/** Settings and results of the compared runs. */
export function CompareContent({ data, asked, fetching, refetch }: CompareContentProps) {
  const [view, setView] = useQueryStates(compareParsers, { history: 'push' })
  const { runs, configDifferences } = data.compareRuns
  const empty = useMemo(() => emptyRuns(data.compareRuns), [data.compareRuns])
  const all = useMemo(
    () => toSeries(runs, configDifferences, view.apart, new Set(empty.map(({ id }) => id))),
    [runs, configDifferences, view.apart, empty],
  )
  const series = useMemo(() => onlyWidths(all, view.only), [all, view.only])
  const leaveOut = useCallback(
    (left: Series) =>
      void setView({
        // What is left of a sweep or width is not the whole any more: its runs are named one by one.
        sweeps: null,
        widths: null,
        // Those that are not shown stay as well.
        runs: all.filter((each) => each !== left).flatMap(({ runs: own }) => own.map(({ id }) => id)),
      }),
    [all, setView],
  )
  const [isRead, setRead] = useState(false)
  const onRead = useCallback(() => setRead(true), [])
  const runIds = useMemo(() => series.flatMap(({ runs: own }) => own.map(({ id }) => id)), [series])
  const loading = (
    <p className="quiet" role="status">
      Loading…
    </p>
  )
  const atWork = runs.some(({ state }) => state === 'RUNNING' || state === 'QUEUED')
  useRefetchInterval(() => {
    if (atWork) refetch()
  }, 10_000)
  return (
    <>
      <p role="status">
        {countOf(runs.length, 'run')} in {countOf(series.length, 'line')}
        {series.length < all.length && ` of ${all.length}`}.{' '}
        {fetching && <span className="quiet">Loading… </span>}
        {asked > mostRuns && `The address names ${countOf(asked, 'run')}: the first ${mostRuns} are shown. `}
        {!fetching &&
          runs.length < Math.min(asked, mostRuns) &&
          `${countOf(Math.min(asked, mostRuns) - runs.length, 'run is', 'runs are')} not shown: deleted, or not readable by you.`}
      </p>
      <p>
        <label>
          <input
            type="checkbox"
            checked={view.apart}
            onChange={({ target }) => void setView({ apart: target.checked })}
          />{' '}
          Draw a line for each run, even if runs differ only by their seed
        </label>
      </p>
      <EmptyRunsNote runs={empty} />
      <WidthFilter series={all} />
      <Legend series={series} onLeaveOut={leaveOut} />
      <MetricSection series={series} metrics={data.compareRuns.metrics} runs={runs} onRead={onRead} />
      <ChunksSection waits={!isRead} series={series} measures={data.measures} />
      <DifferencesTable series={series} runs={runs} differences={configDifferences} />
      <section aria-labelledby="pairs">
        <h2 id="pairs">Representations</h2>
        <p className="lead">
          Similarity of the last hidden layers of the runs on the same inputs, for each pair of runs.
        </p>
        <Suspense fallback={loading}>
          {isRead ? <PairsSection runIds={runIds} atWork={atWork} /> : loading}
        </Suspense>
      </section>
    </>
  )
}
