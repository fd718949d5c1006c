import { countOf } from '../format/format.ts'
import type { Run } from './run.ts'
import { describeSite } from './sites.ts'

interface SiteChoiceProps {
  readonly sites: Run['sites']
  readonly site: string
  readonly onChange: (site: string) => void
}

/** Chooses the layer whose analyses the page shows; nothing for a run with one layer. */
export function SiteChoice({ sites, site, onChange }: SiteChoiceProps) {
  if (sites.length < 2) return null
  return (
    <p>
      <label>
        Layer{' '}
        <select value={site} onChange={({ target }) => onChange(target.value)}>
          {sites.map(({ name, kind, widths }) => (
            <option key={name} value={name}>
              {describeSite(name, kind)}, {widths.map((width) => countOf(width, 'neuron')).join(', ')}
            </option>
          ))}
        </select>
      </label>
    </p>
  )
}
