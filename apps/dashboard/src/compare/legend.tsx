'use client'
import { Link } from '../parts/link.tsx'
import { useQueryStates } from 'nuqs'
import { RunMark } from '../parts/run-mark.tsx'
import type { Series } from './series.ts'
import { compareParsers } from './view.ts'

interface LegendProps {
  readonly series: readonly Series[]
  /** Those that are not shown too: leaving out one of the others keeps them. */
  readonly all: readonly Series[]
}

/** Which line is whose, and which runs it is of. */
export function Legend({ series, all }: LegendProps) {
  const [, setView] = useQueryStates(compareParsers, { history: 'push' })
  const without = (left: Series) =>
    setView({
      // What is left of a sweep or width is not the whole any more: its runs are named one by one.
      sweeps: null,
      widths: null,
      runs: all.filter((each) => each !== left).flatMap(({ runs }) => runs.map(({ id }) => id)),
    })
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
                onClick={() => void without(each)}
              >
                ✕
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
