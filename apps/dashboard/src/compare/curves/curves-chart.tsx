'use client'
import { useEffect, useRef } from 'react'
import { formatPlace } from '../../figures/axis.ts'
import { formatNumber } from '../../format/format.ts'
import { loadPlot } from '../../figures/plot.ts'
import { drawRuns } from '../../export/formats.ts'
import { ExportMenu } from '../../export/export-menu.tsx'
import { CurvesTable } from './curves-table.tsx'
import { drawCurves, type DrawOptions } from './draw-curves.ts'
import type { Line } from './curves.ts'
import { toRunsInput } from './to-runs-input.ts'

interface CurvesChartProps {
  readonly lines: readonly Line[]
  readonly options: DrawOptions
  readonly title: string
  /** Name of the files, without extension. */
  readonly name: string
  /** Reads the lines with every point, where those that are shown leave some out. */
  readonly whole?: () => Promise<readonly Line[]>
  /** Sentence about points that are left out, in place of that about steps. */
  readonly note?: string
}

/** Lines over one axis, with their files and the same numbers as a table. */
export function CurvesChart({ lines, options, title, name, whole, note }: CurvesChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const { x, isTime, y, logX, logY, band } = options
  useEffect(() => {
    let gone = false
    // The drawing library comes after the page that shows what it draws.
    void loadPlot()
      .then((plot) => drawCurves(plot, lines, { x, isTime, y, logX, logY, band }, () => gone))
      .then((drawn) => {
        if (gone || !drawn || !place.current) return
        drawn.setAttribute('aria-hidden', 'true')
        place.current.replaceChildren(drawn)
      })
    return () => {
      gone = true
    }
  }, [lines, x, isTime, y, logX, logY, band])
  return (
    <figure>
      <div ref={place} className="compare-chart" role="img" aria-label={`${title}. ${say(lines, isTime)}`} />
      <figcaption>
        {whole && (
          <p className="quiet">
            {note ?? 'The chart shows evenly selected steps. The files contain all steps.'}
          </p>
        )}
        <ExportMenu
          title={title}
          name={name}
          read={async () => drawRuns(toRunsInput(whole ? await whole() : lines, options, title))}
        />
      </figcaption>
      <CurvesTable lines={lines} options={options} title={title} />
    </figure>
  )
}

/** The same in a sentence a line. */
function say(lines: readonly Line[], isTime = false): string {
  return lines
    .map(({ series, curves }) => {
      const at = curves.mean.findLastIndex((value) => value !== null)
      return at < 0
        ? `${series.number}, ${series.label}: no value`
        : `${series.number}, ${series.label}: ${formatNumber(curves.mean[at])} at ${formatPlace({ axis: isTime ? 'WALL_TIME' : 'STEP' }, curves.x[at])}`
    })
    .join('; ')
}
