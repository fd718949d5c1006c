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
import { AxisChoice } from '../../figures/axis-choice.tsx'
import { nameAxis, parseAxis, type ChosenAxis } from '../../figures/axis.ts'
import { fetchMostPlaces, fetchWholeMetric } from '../../export/whole-series.ts'
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

/** A metric of all of them against the step or another axis, and its last values against a baseline. */
export function MetricSection({ series, metrics, runs, onRead }: MetricSectionProps) {
  const [view, setView] = useQueryStates(compareParsers, { history: 'push' })
  const name = metrics.some((metric) => metric.name === view.metric) ? view.metric : metrics[0]?.name
  const { axis, axisMetric } = parseAxis(view.x) ?? { axis: 'STEP', axisMetric: null }
  const isOverSteps = axis === 'STEP'
  const axisName = nameAxis({ axis, axisMetric })
  const questions = useMemo(
    () =>
      name === undefined
        ? []
        : questionsOf(series).map((runIds) => ({
            name,
            runIds,
            points: pointsFor(runs.length),
            ...(isOverSteps ? {} : { axis, axisMetric }),
          })),
    [series, name, runs.length, isOverSteps, axis, axisMetric],
  )
  const client = useClient()
  const { data, error, fetching, refetch } = useAnswers(CompareMetricDocument, questions)
  useEffect(() => {
    if (!fetching) onRead()
  }, [fetching, onRead])
  const runIds = useMemo(() => runs.map(({ id }) => id), [runs])
  const logged = useLogged(runIds, name, isOverSteps, refetch)
  const curves = useMemo(
    () => metricCurves(series, data).map((line) => line && withLogged(line, logged)),
    [series, data, logged],
  )
  const lines = useMemo(() => toLines(series, curves), [series, curves])
  const thinned = data.some((answer) => answer?.metricSeries.thinned)
  const options = {
    x: axisName,
    isTime: axis === 'WALL_TIME',
    y: name ?? '',
    logX: false,
    logY: view.log,
    band: view.band,
  }
  return (
    <section aria-labelledby="metric">
      <h2 id="metric">Metric by {axisName}</h2>
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
            <AxisChoice
              value={view.x}
              onChange={(next) => void setView({ x: next })}
              metrics={metrics.map((metric) => metric.name)}
            />
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
              title={`${name} by ${axisName}`}
              name={`compare-${name}`}
              whole={thinned ? () => fetchWhole(client, name, series, { axis, axisMetric }) : undefined}
              note={isOverSteps ? undefined : 'The chart shows a part of the points. The files contain more.'}
            />
          )}
          <p className="quiet">
            Lines of several seeds are drawn where all seeds have a value.
            {!isOverSteps && ' Between two points, a run has the value of the line through them.'}
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

/** The lines with every step that a run of theirs has logged, or with most places of another axis. */
async function fetchWhole(
  client: Client,
  name: string,
  series: readonly Series[],
  axis: ChosenAxis,
): Promise<readonly Line[]> {
  const answers = []
  // One after the other, so that the server has others to answer too.
  for (const runIds of questionsOf(series)) {
    const fetching =
      axis.axis === 'STEP'
        ? fetchWholeMetric(client, name, runIds)
        : fetchMostPlaces(client, name, runIds, axis)
    answers.push({ metricSeries: await fetching })
  }
  return toLines(series, metricCurves(series, answers))
}
