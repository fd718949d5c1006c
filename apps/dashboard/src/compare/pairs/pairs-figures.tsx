'use client'
import type { Figure, PairsInput } from '@mitoscope/figures'
import { useEffect, useMemo, useRef, useState } from 'react'
import { FigureCard } from '../../figures/figure-card.tsx'
import { loadFigures } from '../../figures/plot.ts'
import { toPairsInput, type PairGroup } from './pair-groups.ts'
import type { PairItem } from './pair-items.ts'

interface PairsFiguresProps {
  readonly groups: readonly PairGroup[]
  readonly items: readonly PairItem[]
}

interface DrawnPairs {
  readonly key: string
  readonly name: string
  readonly input: PairsInput
  readonly figures: readonly Figure[]
}

/** A matrix for every number of every measure. */
export function PairsFigures({ groups, items }: PairsFiguresProps) {
  const inputs = useMemo(
    () =>
      groups.map((group) => ({
        key: group.key,
        name: `compare-${group.measure.name}`,
        input: toPairsInput(group, items),
      })),
    [groups, items],
  )
  const wanted = JSON.stringify(inputs)
  const [drawn, setDrawn] = useState<readonly DrawnPairs[]>()
  // While some are computed, the figures of the others stay.
  const known = useRef<ReadonlyMap<string, DrawnPairs>>(new Map())
  useEffect(() => {
    let gone = false
    // The drawing library comes after the page that shows what it draws.
    void loadFigures().then(async ({ pairsFigures }) => {
      const all = new Map<string, DrawnPairs>()
      for (const each of JSON.parse(wanted) as typeof inputs) {
        const text = JSON.stringify(each)
        all.set(text, known.current.get(text) ?? { ...each, figures: pairsFigures(each.input) })
        // The page may answer in between.
        await new Promise((resolve) => setTimeout(resolve))
        if (gone) return
      }
      known.current = all
      setDrawn([...all.values()])
    })
    return () => {
      gone = true
    }
  }, [wanted])
  if (groups.length === 0)
    return <p className="card">No comparisons yet. Choose a measure and press “Compare them”.</p>
  return (
    <div className="figures" aria-busy={!drawn}>
      {!drawn && (
        <p className="quiet" role="status">
          Drawing…
        </p>
      )}
      {drawn?.flatMap(({ key, name, input, figures }) =>
        figures.map((figure) => (
          <FigureCard
            key={`${key} ${figure.id}`}
            figure={figure}
            drawn={{ of: 'pairs', input }}
            name={name}
          />
        )),
      )}
    </div>
  )
}
