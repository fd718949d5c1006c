'use client'
import { formatTick } from '@mitoscope/analysis/format'
import type { PlotOptions } from '@observablehq/plot'
import { useEffect, useRef } from 'react'
import { formatNumber } from '../../format/format.ts'
import { loadPlot, leftMargin } from '../../figures/plot.ts'
import type { EpochSeries } from './over-epochs.ts'

interface EpochChartProps {
  readonly series: EpochSeries
  /** Marked where it is known. */
  readonly interpolationEpoch: number | null
  /** The run's own. */
  readonly color: string
}

/** A number of analyses against the epoch, with its intervals. */
export function EpochChart({ series, interpolationEpoch, color }: EpochChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const { label, points } = series
  useEffect(() => {
    let drawn: Element | undefined
    let gone = false
    void loadPlot().then(({ plot, line, dot, ruleX }) => {
      if (gone || !place.current) return
      const bars = points.filter(({ low, high }) => low !== null && high !== null)
      const frame: PlotOptions = {
        height: 260,
        y: { label: null, nice: true, grid: true, tickFormat: formatTick },
      }
      const reached = points.flatMap(({ value, low, high }) => [value, low, high])
      drawn = plot({
        ...frame,
        width: 640,
        marginLeft: leftMargin(plot, frame, reached, 60),
        x: { label: 'epoch', tickFormat: formatTick },
        marks: [
          ...(interpolationEpoch === null
            ? []
            : [ruleX([interpolationEpoch], { strokeDasharray: '4 3', strokeOpacity: 0.7 })]),
          ruleX(bars, { x: 'epoch', y1: 'low', y2: 'high', stroke: color, strokeWidth: 1.5 }),
          line(points, { x: 'epoch', y: 'value', stroke: color }),
          dot(points, { x: 'epoch', y: 'value', r: 3, fill: color }),
        ],
      })
      drawn.setAttribute('aria-hidden', 'true')
      place.current.replaceChildren(drawn)
    })
    return () => {
      gone = true
      drawn?.remove()
    }
  }, [points, interpolationEpoch, color])
  const [first, last] = [points[0], points.at(-1)!]
  const marked =
    interpolationEpoch === null ? '' : ` The training set is fitted from epoch ${interpolationEpoch}, marked.`
  return (
    <div
      ref={place}
      className="curve"
      role="img"
      aria-label={`${label} by epoch: ${formatNumber(first.value)} after epoch ${first.epoch}, ${formatNumber(last.value)} after epoch ${last.epoch}.${marked}`}
    />
  )
}
