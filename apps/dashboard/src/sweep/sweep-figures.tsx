'use client'
import type { Figure } from '@mitoscope/figures'
import type { SweepPartsFragment } from '@mitoscope/schema/documents'
import { useEffect, useState } from 'react'
import { FigureCard } from '../parts/figure-card.tsx'
import { toSweepInput } from './to-sweep-input.ts'

interface SweepFiguresProps {
  readonly report: NonNullable<SweepPartsFragment['report']>
  readonly name: string
}

/** The figures of a report: the same bytes that `mitoscope report --svg` writes. */
export function SweepFigures({ report, name }: SweepFiguresProps) {
  const [figures, setFigures] = useState<readonly Figure[]>()
  useEffect(() => {
    let gone = false
    // The drawing library comes after the page that shows what it draws.
    void import('@mitoscope/figures').then(({ sweepFigures }) => {
      if (!gone) setFigures(sweepFigures(toSweepInput(report)))
    })
    return () => {
      gone = true
    }
  }, [report])
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">Figures</h2>
      {!figures && <p className="quiet">Drawing…</p>}
      <div className="figures">
        {figures?.map((figure) => (
          <FigureCard key={figure.id} figure={figure} name={name} />
        ))}
      </div>
    </section>
  )
}
