'use client'
import { useEffect, useRef } from 'react'
import { download, toCsv } from '../parts/download.ts'
import { formatNumber } from '../parts/format.ts'
import { loadPlot } from '../parts/load-figures.ts'
import type { Run } from './run.ts'

type Series = Run['metrics'][number]

interface MetricCurvesProps {
  readonly metrics: readonly Series[]
  readonly interpolationEpoch: number | null
}

/** Every metric of a run against its steps, each with its numbers beside it. */
export function MetricCurves({ metrics, interpolationEpoch }: MetricCurvesProps) {
  return (
    <section aria-labelledby="metrics">
      <h2 id="metrics">Metrics</h2>
      {metrics.length === 0 && (
        <p className="quiet">
          None yet. They come while it trains, or by <code>mitoscope log</code>.
        </p>
      )}
      <div className="cards">
        {metrics.map((series) => (
          <figure key={series.name}>
            <Curve series={series} interpolationEpoch={interpolationEpoch} />
            <figcaption>
              <strong>{series.name}</strong>: last {formatNumber(series.last)}, from{' '}
              {formatNumber(series.min)} to {formatNumber(series.max)}
              <span className="quiet">
                {' '}
                · {formatNumber(series.points)} points
                {series.decimated.decimated &&
                  `, drawn by smallest and largest of every ${formatNumber(series.decimated.bucketSteps)} steps`}
              </span>
              {!series.decimated.decimated && (
                <button type="button" onClick={() => download(`${series.name}.csv`, writeCsv(series))}>
                  CSV<span className="hidden"> of {series.name}</span>
                </button>
              )}
            </figcaption>
          </figure>
        ))}
      </div>
    </section>
  )
}

function Curve({
  series,
  interpolationEpoch,
}: {
  readonly series: Series
  readonly interpolationEpoch: number | null
}) {
  const place = useRef<HTMLDivElement>(null)
  const { name, last, decimated } = series
  useEffect(() => {
    let drawn: Element | undefined
    let gone = false
    void loadPlot().then(({ plot, line, ruleX, dot }) => {
      if (gone || !place.current) return
      const points = decimated.steps.map((step, i) => ({ step, value: decimated.values[i] }))
      const marks = [
        line(points, { x: 'step', y: 'value', stroke: 'currentColor' }),
        ...(points.length < 60 ? [dot(points, { x: 'step', y: 'value', r: 1.5, fill: 'currentColor' })] : []),
        ...(interpolationEpoch === null
          ? []
          : [ruleX([interpolationEpoch], { strokeDasharray: '4 3', strokeOpacity: 0.7 })]),
      ]
      drawn = plot({
        width: 360,
        height: 190,
        marginLeft: 52,
        x: { label: 'step' },
        y: { label: null, nice: true },
        marks,
      })
      drawn.setAttribute('aria-hidden', 'true')
      place.current.replaceChildren(drawn)
    })
    return () => {
      gone = true
      drawn?.remove()
    }
  }, [decimated, interpolationEpoch])
  const marked =
    interpolationEpoch === null ? '' : `; the training set is fitted from epoch ${interpolationEpoch}, marked`
  return (
    <div
      ref={place}
      className="curve"
      role="img"
      aria-label={`${name} by step, last ${formatNumber(last)}${marked}`}
    />
  )
}

function writeCsv({ name, decimated }: Series): Blob {
  return toCsv(
    ['step', name],
    decimated.steps.map((step, i) => [step, decimated.values[i]]),
  )
}
