'use client'
import { useEffect, useRef } from 'react'
import { download, svgBlob, svgToPng } from '../parts/download.ts'
import { formatNumber } from '../parts/format.ts'
import { loadPlot } from '../parts/load-figures.ts'
import { chartFile } from './chart-file.ts'
import { CurvesTable } from './curves-table.tsx'
import { drawCurves, type DrawOptions } from './draw-curves.ts'
import type { Line } from './line.ts'
import { curvesCsv } from './curves-csv.ts'

interface CurvesChartProps {
  readonly lines: readonly Line[]
  readonly options: DrawOptions
  readonly title: string
  /** Of the files. */
  readonly name: string
  /** Buttons beside those of the picture and its numbers. */
  readonly children?: React.ReactNode
}

/** Lines over one axis, with their files and the same numbers as a table. */
export function CurvesChart({ lines, options, title, name, children }: CurvesChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const { x, y, logX, logY, band } = options
  useEffect(() => {
    let gone = false
    // The drawing library comes after the page that shows what it draws.
    void loadPlot().then((plot) => {
      if (gone || !place.current) return
      const drawn = drawCurves(plot, lines, { x, y, logX, logY, band })
      drawn.setAttribute('aria-hidden', 'true')
      place.current.replaceChildren(drawn)
    })
    return () => {
      gone = true
    }
  }, [lines, x, y, logX, logY, band])
  const file = () => {
    const chart = place.current?.querySelector('svg')
    return (
      chart &&
      chartFile(
        chart,
        title,
        lines.map(({ series }) => series),
      )
    )
  }
  return (
    <figure>
      <div ref={place} className="compare-chart" role="img" aria-label={`${title}. ${say(lines)}`} />
      <figcaption className="actions">
        <button
          type="button"
          onClick={() => {
            const svg = file()
            if (svg) download(`${name}.svg`, svgBlob(svg))
          }}
        >
          SVG<span className="hidden"> of {title}</span>
        </button>
        <button
          type="button"
          onClick={async () => {
            const svg = file()
            if (svg) download(`${name}.png`, await svgToPng(svg))
          }}
        >
          PNG<span className="hidden"> of {title}</span>
        </button>
        <button type="button" onClick={() => download(`${name}.csv`, curvesCsv(x, lines))}>
          CSV<span className="hidden"> of {title}</span>
        </button>
        {children}
      </figcaption>
      <CurvesTable lines={lines} options={options} title={title} />
    </figure>
  )
}

/** The same in a sentence a line. */
function say(lines: readonly Line[]): string {
  return lines
    .map(({ series, curves }) => {
      const at = curves.mean.findLastIndex((value) => value !== null)
      return at < 0
        ? `${series.number}, ${series.label}: no value`
        : `${series.number}, ${series.label}: ${formatNumber(curves.mean[at])} at ${formatNumber(curves.x[at])}`
    })
    .join('; ')
}
