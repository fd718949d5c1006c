'use client'
import { useQueryStates } from 'nuqs'
import type { ReactNode } from 'react'
import { compareParsers } from '../view.ts'
import { bandLabels, bands, type Band } from './curves.ts'

/** Choice of the spread over seeds that is drawn as a band. */
export function BandChoice({ of }: { readonly of: string }) {
  const [{ band }, setView] = useQueryStates(compareParsers, { history: 'push' })
  return (
    <SpreadChoice value={band} onChange={(next) => void setView({ band: next })}>
      Band<span className="hidden"> of the {of}</span>
    </SpreadChoice>
  )
}

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
