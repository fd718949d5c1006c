'use client'
import { useQueryStates } from 'nuqs'
import { bandLabels, bands, type Band } from './curves.ts'
import { compareParsers } from './view.ts'

/** Which spread over seeds is shown. */
export function BandChoice({ of }: { readonly of: string }) {
  const [{ band }, setView] = useQueryStates(compareParsers, { history: 'push' })
  return (
    <label>
      Band<span className="hidden"> of the {of}</span>{' '}
      <select value={band} onChange={({ target }) => void setView({ band: target.value as Band })}>
        {bands.map((each) => (
          <option key={each} value={each}>
            {bandLabels[each]}
          </option>
        ))}
      </select>
    </label>
  )
}
