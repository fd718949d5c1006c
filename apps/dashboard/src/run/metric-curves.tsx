'use client'
import { formatTick } from '@mitoscope/analysis/format'
import type { PlotOptions } from '@observablehq/plot'
import { useEffect, useRef } from 'react'
import { useClient } from 'urql'
import { writeLogCommand } from '../format/commands.ts'
import { CopyText, SignInNote, useOrigin } from '../ui/copy-text.tsx'
import { runStyle, type RunStyle } from '../figures/run-style.ts'
import { fittedFrom, metricInput, type Run } from './run.ts'
import { countOf, formatNumber } from '../format/format.ts'
import { loadPlot, leftMargin } from '../figures/plot.ts'
import { fetchWholeMetric } from '../export/whole-series.ts'
import { drawRuns } from '../export/formats.ts'
import { DataTable } from '../export/data-table.tsx'
import { ExportMenu } from '../export/export-menu.tsx'

interface MetricCurvesProps {
  readonly run: Pick<Run, 'id' | 'name' | 'metrics' | 'interpolationEpoch'>
}

/** Every metric of a run against its steps, each with its numbers beside it, in the run's own colour. */
export function MetricCurves({ run }: MetricCurvesProps) {
  const style = runStyle(run.id)
  const origin = useOrigin()
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
      <div className="cards">
        {run.metrics.map((series) => (
          <MetricCurve key={series.name} run={run} series={series} style={style} />
        ))}
      </div>
    </section>
  )
}

type Series = Run['metrics'][number]

interface MetricCurveProps {
  readonly run: Pick<Run, 'id' | 'name' | 'interpolationEpoch'>
  readonly series: Series
  readonly style: RunStyle
}

/** A metric of a run against its steps: drawn of what fits the screen, exported whole. */
function MetricCurve({ run, series, style }: MetricCurveProps) {
  const client = useClient()
  const { name, min, max, points, decimated } = series
  const title = `${name} of ${run.name}`
  const sampled = decimated.decimated
    ? `drawn from the smallest and largest value of every ${countOf(decimated.bucketSteps, 'step')}`
    : undefined
  return (
    <figure>
      <Curve series={series} interpolationEpoch={run.interpolationEpoch} color={style.color} />
      <figcaption>
        <strong>{name}</strong>: {sayLast(series)}, from {formatNumber(min)} to {formatNumber(max)}
        <span className="quiet">
          {' '}
          · {countOf(points, 'point')}
          {sampled !== undefined && `, ${sampled}; the files contain all`}
        </span>
        <ExportMenu
          title={title}
          name={`${run.name}-${name}`}
          read={async () => {
            const { steps, runs } = await fetchWholeMetric(client, name, [run.id])
            return drawRuns(metricInput(run, name, style, steps, runs[0]?.values ?? []))
          }}
        />
      </figcaption>
      <DataTable
        title={title}
        table={() => ({
          columns: [
            { name: 'step', label: 'step', values: decimated.steps },
            { name: 'value', label: name, values: decimated.values },
          ],
        })}
        sampled={sampled}
      />
    </figure>
  )
}

interface CurveProps extends Pick<MetricCurveProps, 'series'> {
  readonly interpolationEpoch: number | null
  readonly color: string
}

function Curve({ series: { name, last, decimated }, interpolationEpoch, color }: CurveProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let drawn: Element | undefined
    let gone = false
    void loadPlot().then(({ plot, line, ruleX, dot }) => {
      if (gone || !place.current) return
      const points = decimated.steps.map((step, i) => ({ step, value: decimated.values[i] }))
      const marks = [
        line(points, { x: 'step', y: 'value', stroke: color, strokeWidth: 1.8 }),
        ...(points.length < 60 ? [dot(points, { x: 'step', y: 'value', r: 1.5, fill: color })] : []),
        ...(interpolationEpoch === null
          ? []
          : [ruleX([interpolationEpoch], { strokeDasharray: '4 3', strokeOpacity: 0.7 })]),
      ]
      const frame: PlotOptions = { height: 190, y: { label: null, nice: true, tickFormat: formatTick } }
      drawn = plot({
        ...frame,
        width: 360,
        marginLeft: leftMargin(plot, frame, decimated.values, 52),
        x: { label: 'step', tickFormat: formatTick },
        marks,
      })
      drawn.setAttribute('aria-hidden', 'true')
      place.current.replaceChildren(drawn)
    })
    return () => {
      gone = true
      drawn?.remove()
    }
  }, [decimated, interpolationEpoch, color])
  const marked = interpolationEpoch === null ? '' : `; ${fittedFrom(interpolationEpoch)}, marked`
  return (
    <div
      ref={place}
      className="curve"
      role="img"
      aria-label={`${name} by step, last ${formatNumber(last)}${marked}`}
    />
  )
}

/** The value at the last step; where it is not finite, the last one that was. */
function sayLast({ last, lastFinite, lastFiniteStep, endedNotFinite }: Series): string {
  if (!endedNotFinite) return `last ${formatNumber(last)}`
  if (lastFinite === null) return 'never finite'
  return `diverged: not finite after step ${formatNumber(lastFiniteStep)}, before that ${formatNumber(lastFinite)}`
}
