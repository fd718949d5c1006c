'use client'
import {
  CompareMetricDocument,
  type ComparedRunFragment,
  type CompareRunsQuery,
} from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useEffect, useMemo } from 'react'
import { useClient, type Client } from 'urql'
import { Problem } from '../../ui/query-boundary.tsx'
import { fetchWholeMetric } from '../../export/whole-series.ts'
import { useAnswers } from './use-answers.ts'
import { BandChoice } from './band-choice.tsx'
import { BaselineTable } from '../differences/baseline-table.tsx'
import { CurvesChart } from './curves-chart.tsx'
import { tFactors } from '../differences/difference.ts'
import { toLines, type Line } from './curves.ts'
import { metricCurves, questionsOf } from './questions.ts'
import type { Series } from '../series.ts'
import { useLogged, withLogged } from './logged-points.ts'
import { compareParsers } from '../view.ts'

interface MetricSectionProps {
  readonly series: readonly Series[]
  readonly metrics: CompareRunsQuery['compareRuns']['metrics']
  readonly runs: readonly ComparedRunFragment[]
  /** Told when the curves have been read, so that others may ask. */
  readonly onRead: () => void
}

/** Steps that are asked of every run: as many as a screen has room for, fewer where many lines share it. */
function pointsFor(runs: number): number {
  return runs > 10 ? 500 : 1_000
}

/** A metric of all of them against the step, and its last values against a baseline. */
export function MetricSection({ series, metrics, runs, onRead }: MetricSectionProps) {
  const [view, setView] = useQueryStates(compareParsers, { history: 'push' })
  const name = metrics.some((metric) => metric.name === view.metric) ? view.metric : metrics[0]?.name
  const questions = useMemo(
    () =>
      name === undefined
        ? []
        : questionsOf(series).map((runIds) => ({ name, runIds, points: pointsFor(runs.length) })),
    [series, name, runs.length],
  )
  const client = useClient()
  const { data, error, fetching, refetch } = useAnswers(CompareMetricDocument, questions)
  useEffect(() => {
    if (!fetching) onRead()
  }, [fetching, onRead])
  const runIds = useMemo(() => runs.map(({ id }) => id), [runs])
  const logged = useLogged(runIds, name, refetch)
  const curves = useMemo(
    () => metricCurves(series, data).map((line) => line && withLogged(line, logged)),
    [series, data, logged],
  )
  const lines = useMemo(() => toLines(series, curves), [series, curves])
  const thinned = data.some((answer) => answer?.metricSeries.thinned)
  const options = { x: 'step', y: name ?? '', logX: false, logY: view.log, band: view.band }
  return (
    <section aria-labelledby="metric">
      <h2 id="metric">Metric by step</h2>
      {name === undefined ? (
        <p className="card">
          None of the runs has logged a metric yet. Metrics are logged during training or with{' '}
          <code>npm run -s mitoscope -- log</code>.
        </p>
      ) : (
        <>
          <div className="actions">
            <label>
              Metric{' '}
              <select value={name} onChange={({ target }) => void setView({ metric: target.value })}>
                {metrics.map((metric) => (
                  <option key={metric.name}>{metric.name}</option>
                ))}
              </select>
            </label>
            <BandChoice of="metric" />
            <label>
              <input
                type="checkbox"
                checked={view.log}
                onChange={({ target }) => void setView({ log: target.checked })}
              />{' '}
              Logarithmic
            </label>
          </div>
          {error && <Problem error={error} retry={refetch} stale={lines.length > 0} />}
          {fetching && lines.length === 0 && (
            // As high as the chart, so that nothing below it moves.
            <p className="compare-chart quiet" role="status">
              Loading…
            </p>
          )}
          {lines.length > 0 && (
            <CurvesChart
              lines={lines}
              options={options}
              title={`${name} by step`}
              name={`compare-${name}`}
              whole={thinned ? () => fetchWhole(client, name, series) : undefined}
            />
          )}
          <p className="quiet">
            Lines of several seeds are drawn at the steps where all seeds have a value.
            {view.log && ' Values of 0 cannot be drawn on a logarithmic axis.'}
          </p>
          <BaselineTable
            series={series}
            metrics={metrics}
            runs={runs}
            metric={name}
            factors={tFactors(curves.filter((each) => each !== undefined))}
          />
        </>
      )}
    </section>
  )
}

/** The lines with every step that a run of theirs has logged. */
async function fetchWhole(client: Client, name: string, series: readonly Series[]): Promise<readonly Line[]> {
  const answers = []
  // One after the other, so that the server has others to answer too.
  for (const runIds of questionsOf(series)) {
    answers.push({ metricSeries: await fetchWholeMetric(client, name, runIds) })
  }
  return toLines(series, metricCurves(series, answers))
}
