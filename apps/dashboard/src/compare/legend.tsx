'use client'
import { memo } from 'react'
import { useQueryStates } from 'nuqs'
import type { ComparedRunFragment } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import { RunMark } from '../ui/run-mark.tsx'
import type { Series } from './series.ts'
import { formatNumber, countOf } from '../format/format.ts'
import { toggleWidth, widthsOf } from './selection.ts'
import { compareParsers } from './view.ts'
import './compare-widths.css'

interface LegendProps {
  readonly series: readonly Series[]
  readonly onLeaveOut: (left: Series) => void
}

/** Legend: number, style, label and runs of each line. */
export const Legend = memo(function Legend({ series, onLeaveOut }: LegendProps) {
  return (
    <section aria-labelledby="lines">
      <h2 id="lines">Lines</h2>
      <ul className="compare-legend">
        {series.map((each) => (
          <li key={each.key}>
            <RunMark style={each.style} />
            <strong>{each.number}</strong>
            {/* A line of one run may go by its name already. */}
            {each.label !== each.runs[0].name && <span>{each.label}</span>}
            <span className="quiet">
              {each.runs.map(({ id, name }, i) => (
                <span key={id}>
                  {i > 0 && ', '}
                  <Link href={`/run?id=${id}`}>{name}</Link>
                </span>
              ))}
            </span>
            {series.length > 1 && (
              <button
                type="button"
                className="plain"
                aria-label={`Leave out ${each.label}`}
                onClick={() => onLeaveOut(each)}
              >
                ✕
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
})

/** Choice of the widths that are shown, if there are several. */
export function WidthFilter({ series }: { readonly series: readonly Series[] }) {
  const [{ only }, setView] = useQueryStates(compareParsers, { history: 'push' })
  const widths = widthsOf(series)
  if (widths.length < 2) return null
  const shown = widths.filter((width) => only.length === 0 || only.includes(width))
  return (
    <fieldset className="compare-widths">
      <legend>Widths shown</legend>
      {widths.map((width) => {
        const isShown = shown.includes(width)
        return (
          <label key={width}>
            <input
              type="checkbox"
              checked={isShown}
              // Nothing at all is no picture.
              disabled={isShown && shown.length === 1}
              onChange={() => void setView({ only: toggleWidth(widths, only, width) })}
            />{' '}
            {formatNumber(width)}
          </label>
        )
      })}
      {shown.length < widths.length && (
        <button type="button" onClick={() => void setView({ only: null })}>
          All widths
        </button>
      )}
    </fieldset>
  )
}

/** Names the runs that hold nothing to compare, and says why and what to do. */
export function EmptyRunsNote({ runs }: { readonly runs: readonly ComparedRunFragment[] }) {
  if (runs.length === 0) return null
  return (
    <p className="card">
      {countOf(runs.length, 'run is', 'runs are')} empty, with neither metrics nor a representation, as an
      import that was rejected leaves it:{' '}
      {runs.map(({ id, name }, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <Link href={`/run?id=${id}`}>{name}</Link>
        </span>
      ))}
      . Log metrics, import a representation, or delete {runs.length === 1 ? 'the run' : 'the runs'}.
    </p>
  )
}
