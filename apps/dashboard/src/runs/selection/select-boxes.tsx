import { countOf } from '../../format/format.ts'
import { useEffect, useRef } from 'react'
import type { AllMatching, Selectable, Selection } from './use-selection.ts'

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

interface SelectMatchingProps {
  readonly selection: Selection
  readonly matching: AllMatching
}

/** Chooses all the runs that match, those too that the table has not read, or none. */
export function SelectMatching({ selection, matching }: SelectMatchingProps) {
  const box = useRef<HTMLInputElement>(null)
  const { count, status } = matching
  const chosen = selection.runs.length
  const all = count > 0 && matching.isChosen
  useEffect(() => {
    // There is no attribute for a box that is ticked in part.
    if (box.current) box.current.indeterminate = chosen > 0 && !all
  }, [chosen, all])
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={`Select all ${countOf(count, 'run')} that match`}
      disabled={status !== ''}
      checked={all}
      onChange={({ target }) => (target.checked ? matching.choose() : selection.clear())}
    />
  )
}
