'use client'
import { Link } from '../ui/link.tsx'
import { memo } from 'react'
import { RunMark } from '../ui/run-mark.tsx'
import type { Series } from './series.ts'

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
