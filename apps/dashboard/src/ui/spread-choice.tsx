import type { ReactNode } from 'react'
import { bandLabels, bands, type Band } from '../compare/curves/curves.ts'

interface SpreadChoiceProps {
  readonly value: Band
  readonly onChange: (value: Band) => void
  /** The words before it. */
  readonly children: ReactNode
}

/** Choice of the spread over seeds. */
export function SpreadChoice({ value, onChange, children }: SpreadChoiceProps) {
  return (
    <label>
      {children}{' '}
      <select value={value} onChange={({ target }) => onChange(target.value as Band)}>
        {bands.map((each) => (
          <option key={each} value={each}>
            {bandLabels[each]}
          </option>
        ))}
      </select>
    </label>
  )
}
