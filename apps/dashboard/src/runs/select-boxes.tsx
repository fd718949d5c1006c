import type { RunRowFragment } from '@mitoscope/schema/documents'
import { useEffect, useRef } from 'react'
import type { Selection } from './use-selection.ts'

/** Chooses a run. */
export function SelectRun({
  run,
  selection,
}: {
  readonly run: RunRowFragment
  readonly selection: Selection
}) {
  return (
    <input
      type="checkbox"
      aria-label={`Select ${run.name}`}
      checked={selection.has(run.id)}
      onChange={({ target }) => selection.set([run], target.checked)}
    />
  )
}

interface SelectPageProps {
  readonly runs: readonly RunRowFragment[]
  readonly selection: Selection
}

/** Chooses all the runs of the page, or none of them. */
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
      aria-label="Select all runs of this page"
      checked={count > 0 && count === runs.length}
      onChange={({ target }) => selection.set(runs, target.checked)}
    />
  )
}
