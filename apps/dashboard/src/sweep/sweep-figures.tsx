'use client'
import type { Figure } from '@mitoscope/figures'
import type { SweepPartsFragment } from '@mitoscope/schema/documents'
import { useEffect, useMemo, useState } from 'react'
import { FigureCard } from '../parts/figure-card.tsx'
import { loadFigures } from '../parts/load-figures.ts'
import { toSweepInput } from './to-sweep-input.ts'

interface SweepFiguresProps {
  readonly report: NonNullable<SweepPartsFragment['report']>
  readonly name: string
}

/** The figures of a report: the same bytes that `mitoscope report --svg` writes. */
export function SweepFigures({ report, name }: SweepFiguresProps) {
  const input = useMemo(() => toSweepInput(report), [report])
  const [figures, setFigures] = useState<readonly Figure[]>()
  useEffect(() => {
    let gone = false
    // The drawing library comes after the page that shows what it draws.
    void loadFigures().then(({ sweepFigures }) => {
      if (!gone) setFigures(sweepFigures(input))
    })
    return () => {
      gone = true
    }
  }, [input])
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">Figures</h2>
      {!figures && <p className="quiet">Drawing…</p>}
      <div className="figures">
        {figures?.map((figure) => (
          <FigureCard key={figure.id} figure={figure} drawn={{ of: 'sweep', input }} name={name} />
        ))}
      </div>
    </section>
  )
}
