'use client'
import { formatTick } from '@mitoscope/analysis/format'
import type { PlotOptions } from '@observablehq/plot'
import { RunOverAxisDocument } from '@mitoscope/schema/documents'
import { parseAsString, useQueryState } from 'nuqs'
import { useEffect, useRef } from 'react'
import { useClient, type Client } from 'urql'
import { AxisChoice } from '../figures/axis-choice.tsx'
import { nameAxis, scaleAxis, type ChosenAxis } from '../figures/axis.ts'
import { writeLogCommand } from '../format/commands.ts'
import { CopyText, SignInNote, useOrigin } from '../ui/copy-text.tsx'
import { runStyle, type RunStyle } from '../figures/run-style.ts'
import { fittedFrom, metricInput, type Run } from './run.ts'
import { countOf, formatNumber } from '../format/format.ts'
import { loadPlot, leftMargin } from '../figures/plot.ts'
import { fetchWholeMetric } from '../export/whole-series.ts'
import { drawRuns } from '../export/formats.ts'
import { useOverAxis, type OverAxis } from './use-over-axis.ts'
import { DataTable } from '../export/data-table.tsx'
import { ExportMenu } from '../export/export-menu.tsx'

interface MetricCurvesProps {
  readonly run: Pick<Run, 'id' | 'name' | 'metrics' | 'interpolationEpoch'>
}

/** Every metric of a run against its steps or another axis, each with its numbers beside it, in the run's own colour. */
export function MetricCurves({ run }: MetricCurvesProps) {
  const style = runStyle(run.id)
  const origin = useOrigin()
  const [x, setX] = useQueryState('x', parseAsString.withDefault('').withOptions({ history: 'push' }))
  const over = useOverAxis(run, x)
  return (
    <section aria-labelledby="metrics">
      <h2 id="metrics">Metrics</h2>
      {run.metrics.length === 0 && (
        <>
          <p className="quiet">
            No metrics yet. They appear during training. A script can also log them as lines of JSON, sent
            from the folder of Mitoscope:
          </p>
          <CopyText what="log command" text={writeLogCommand(origin, run.id)} />
          <SignInNote />
        </>
      )}
      {run.metrics.length > 0 && (
        <p className="actions">
          <AxisChoice
            withOwn
            value={x}
            onChange={(next) => void setX(next)}
            metrics={run.metrics.map(({ name }) => name)}
          />
        </p>
      )}
      <div className="cards">
        {run.metrics.map((series) => (
          <MetricCurve
            key={series.name}
            run={run}
            series={series}
            over={over.get(series.name)}
            style={style}
          />
        ))}
      </div>
    </section>
  )
}

type Series = Run['metrics'][number]

interface MetricCurveProps {
  readonly run: Pick<Run, 'id' | 'name' | 'interpolationEpoch'>
  readonly series: Series
  /** The same over another axis than the step. */
  readonly over?: OverAxis
  readonly style: RunStyle
}

/** Axis and points of a curve. */
interface Drawn extends ChosenAxis, Pick<OverAxis, 'decimated' | 'bucketSteps' | 'x' | 'values'> {}

/** A metric of a run: drawn of what fits the screen, exported whole over the steps, and else with most of its points. */
function MetricCurve({ run, series, over, style }: MetricCurveProps) {
  const client = useClient()
  const { name, min, max, points, decimated } = series
  const drawn: Drawn = over ?? { ...decimated, axis: 'STEP', axisMetric: null, x: decimated.steps }
  const axis = nameAxis(drawn)
  const title = over ? `${name} of ${run.name} by ${axis}` : `${name} of ${run.name}`
  const sampled = drawn.decimated
    ? `drawn from the smallest and largest value of every ${countOf(drawn.bucketSteps, 'step')}`
    : undefined
  return (
    <figure>
      <Curve series={series} drawn={drawn} interpolationEpoch={run.interpolationEpoch} color={style.color} />
      <figcaption>
        <strong>{name}</strong>: {sayLast(series)}, from {formatNumber(min)} to {formatNumber(max)}
        <span className="quiet">
          {' '}
          · {countOf(points, 'point')}
          {sampled !== undefined && `, ${sampled}${over ? '' : '; the files contain all'}`}
        </span>
        <ExportMenu
          title={title}
          name={`${run.name}-${name}`}
          read={async () => {
            if (over) {
              const { x, values } = await fetchMostOver(client, run.id, name, over)
              return drawRuns(metricInput(run, name, style, { axis, x, values }))
            }
            const { steps, runs } = await fetchWholeMetric(client, name, [run.id])
            return drawRuns(metricInput(run, name, style, { axis, x: steps, values: runs[0]?.values ?? [] }))
          }}
        />
      </figcaption>
      <DataTable
        title={title}
        table={() => ({
          columns: [
            { name: axis, label: axis, values: drawn.x },
            { name: 'value', label: name, values: drawn.values },
          ],
        })}
        sampled={sampled}
      />
    </figure>
  )
}

/** Largest number of points that the server returns over an axis. */
const mostPoints = 10_000

/** Fetches a metric over an axis with as many points as the server returns. */
async function fetchMostOver(client: Client, id: string, name: string, { axis, axisMetric }: ChosenAxis) {
  const { data, error } = await client
    .query(RunOverAxisDocument, { id, names: [name], axis, axisMetric, points: mostPoints })
    .toPromise()
  if (error) throw error
  if (!data?.run?.metrics[0]) throw new Error('The server sent no points.')
  return data.run.metrics[0].over
}

interface CurveProps extends Pick<MetricCurveProps, 'series'> {
  readonly drawn: Drawn
  readonly interpolationEpoch: number | null
  readonly color: string
}

function Curve({ series: { name, last }, drawn: curve, interpolationEpoch, color }: CurveProps) {
  const { axis, axisMetric, x, values } = curve
  // The epoch counts the steps of runs that are trained here.
  const mark = axis === 'STEP' ? interpolationEpoch : null
  const label = nameAxis({ axis, axisMetric })
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let drawn: Element | undefined
    let gone = false
    void loadPlot().then(({ plot, line, ruleX, dot }) => {
      if (gone || !place.current) return
      const points = x.map((place, i) => ({ place, value: values[i] }))
      const marks = [
        line(points, { x: 'place', y: 'value', stroke: color, strokeWidth: 1.8 }),
        ...(points.length < 60 ? [dot(points, { x: 'place', y: 'value', r: 1.5, fill: color })] : []),
        ...(mark === null ? [] : [ruleX([mark], { strokeDasharray: '4 3', strokeOpacity: 0.7 })]),
      ]
      const frame: PlotOptions = { height: 190, y: { label: null, nice: true, tickFormat: formatTick } }
      drawn = plot({
        ...frame,
        width: 360,
        marginLeft: leftMargin(plot, frame, values, 52),
        x: { label, ...scaleAxis({ axis }) },
        marks,
      })
      drawn.setAttribute('aria-hidden', 'true')
      place.current.replaceChildren(drawn)
    })
    return () => {
      gone = true
      drawn?.remove()
    }
  }, [x, values, axis, label, mark, color])
  const marked = mark === null ? '' : `; ${fittedFrom(mark)}, marked`
  return (
    <div
      ref={place}
      className="curve"
      role="img"
      aria-label={`${name} by ${label}, last ${formatNumber(last)}${marked}`}
    />
  )
}

/** The value at the last step; where it is not finite, the last one that was. */
function sayLast({ last, lastFinite, lastFiniteStep, endedNotFinite }: Series): string {
  if (!endedNotFinite) return `last ${formatNumber(last)}`
  if (lastFinite === null) return 'never finite'
  return `diverged: not finite after step ${formatNumber(lastFiniteStep)}, before that ${formatNumber(lastFinite)}`
}
