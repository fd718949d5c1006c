'use client'
import { countOf } from '../format/count-of.ts'
import { formatTick } from '@mitoscope/analysis/format'
import type { PlotOptions } from '@observablehq/plot'
import { useEffect, useRef } from 'react'
import { useClient } from 'urql'
import { formatNumber } from '../format/format.ts'
import { loadPlot } from '../figures/load-figures.ts'
import { leftMargin } from '../figures/plot-margin.ts'
import type { RunStyle } from '../figures/run-style.ts'
import { fetchWholeMetric } from '../export/fetch-whole-metric.ts'
import { drawRuns } from '../export/draw-runs.ts'
import { DataTable } from '../export/data-table.tsx'
import { ExportMenu } from '../export/export-menu.tsx'
import { fittedFrom, metricInput } from './metric-input.ts'
import type { Run } from './run.ts'

type Series = Run['metrics'][number]

interface MetricCurveProps {
  readonly run: Pick<Run, 'id' | 'name' | 'interpolationEpoch'>
  readonly series: Series
  readonly style: RunStyle
}

/** A metric of a run against its steps: drawn of what fits the screen, exported whole. */
export function MetricCurve({ run, series, style }: MetricCurveProps) {
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
