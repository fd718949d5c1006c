import { useId, useMemo } from 'react'
import type { Catalogue } from '../fields/option.ts'
import { describeScale, findScale, listScales, type PaperScale } from './paper-scales.ts'

interface PaperFigureFieldProps {
  readonly catalogue: Catalogue
  /** Figure of the paper and scale that the address names; empty if none. */
  readonly chosen: string
  readonly onChange: (scale: PaperScale) => void
}

/** Fills the form in with the sweep of a figure of the paper, at one of its scales. */
export function PaperFigureField({ catalogue, chosen, onChange }: PaperFigureFieldProps) {
  const id = useId()
  const scales = useMemo(() => listScales(catalogue), [catalogue])
  const found = findScale(scales, chosen)
  return (
    <div className="field">
      <label htmlFor={id}>Figure of the paper</label>
      <select
        id={id}
        value={found?.key ?? ''}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => {
          const scale = findScale(scales, target.value)
          if (scale) onChange(scale)
        }}
      >
        <option value="">None</option>
        {scales.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
      <p className="quiet" id={`${id}-hint`}>
        {found ? describeScale(found) : 'A figure fills in all fields with the settings of its sweep.'}
      </p>
    </div>
  )
}
