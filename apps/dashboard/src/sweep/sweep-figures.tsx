'use client'
import type { Figure } from '@mitoscope/figures'
import type { SweepPartsFragment } from '@mitoscope/schema/documents'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useEffect, useMemo, useState } from 'react'
import { drawInTurn } from '../figures/take-turns.ts'
import { FigureCard } from '../figures/figure-card.tsx'
import { loadFigures } from '../figures/plot.ts'
import {
  chooseCorrelation,
  correlationLabels,
  correlations,
  hasBoth,
  type Correlation,
} from './choose-correlation.ts'
import { toSweepInput } from './to-sweep-input.ts'
import './sweep.css'

interface SweepFiguresProps {
  readonly report: NonNullable<SweepPartsFragment['report']>
  readonly name: string
}

const correlationParser = parseAsStringLiteral(correlations)
  .withDefault('outside')
  .withOptions({ history: 'push' })

/** The figures of a report: the same bytes that `mitoscope report --svg` writes. */
export function SweepFigures({ report, name }: SweepFiguresProps) {
  const input = useMemo(() => toSweepInput(report), [report])
  const [correlation, setCorrelation] = useQueryState('correlation', correlationParser)
  const [figures, setFigures] = useState<readonly Figure[]>()
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let gone = false
    // The drawing library comes after the page that shows what it draws.
    loadFigures()
      .then(({ sweepFiguresInTurn }) => drawInTurn(sweepFiguresInTurn(input), () => gone))
      .then((drawn) => {
        if (!drawn) return
        setFigures(drawn)
        setFailed(false)
      })
      .catch(() => {
        if (!gone) setFailed(true)
      })
    return () => {
      gone = true
    }
  }, [input, attempt])
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">Figures</h2>
      {failed && (
        <div className="problem" role="alert">
          <p>The figures could not be drawn: the drawing code did not load, or cannot draw this report.</p>
          <button type="button" onClick={() => setAttempt(attempt + 1)}>
            Draw them again
          </button>
        </div>
      )}
      {figures && hasBoth(figures) && (
        <p>
          <label>
            Residual correlation over{' '}
            <select
              value={correlation}
              onChange={({ target }) => void setCorrelation(target.value as Correlation)}
            >
              {correlations.map((each) => (
                <option key={each} value={each}>
                  {correlationLabels[each]}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      <div className="figures" aria-busy={!figures && !failed}>
        {!figures && !failed && (
          <p className="quiet" role="status">
            Drawing…
          </p>
        )}
        {figures &&
          chooseCorrelation(figures, correlation).map((figure) => (
            <FigureCard key={figure.id} figure={figure} drawn={{ of: 'sweep', input }} name={name} />
          ))}
      </div>
    </section>
  )
}
