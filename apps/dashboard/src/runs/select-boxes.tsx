import { useEffect, useRef } from 'react'
import type { Selectable, Selection } from './use-selection.ts'

interface SelectRunProps {
  readonly run: Selectable
  readonly selected: boolean
  readonly onSelect: Selection['set']
}

/** Chooses a run. */
export function SelectRun({ run, selected, onSelect }: SelectRunProps) {
  return (
    <input
      type="checkbox"
      aria-label={`Select ${run.name}`}
      checked={selected}
      onChange={({ target }) => onSelect([run], target.checked)}
    />
  )
}

interface SelectPageProps {
  readonly runs: readonly Selectable[]
  readonly selection: Selection
}

/** Chooses all the runs that have been read, or none of them. */
export function SelectPage({ runs, selection }: SelectPageProps) {
  const box = useRef<HTMLInputElement>(null)
  const count = runs.filter(({ id }) => selection.has(id)).length
  useEffect(() => {
    // There is no attribute for a box that is ticked in part.
    if (box.current) box.current.indeterminate = count > 0 && count < runs.length
  }, [count, runs.length])
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label="Select all runs of the table that have been read"
      checked={count > 0 && count === runs.length}
      onChange={({ target }) => selection.set(runs, target.checked)}
    />
  )
}
