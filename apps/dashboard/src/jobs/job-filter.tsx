import type { JobKind, WorkState } from '@mitoscope/schema/documents'
import { kinds, kindWords, states, stateWords } from './view.ts'

interface JobFilterProps {
  readonly state: WorkState | null
  readonly kind: JobKind | null
  readonly onChange: (next: { state?: WorkState | null; kind?: JobKind | null }) => void
}

/** Filter of the jobs. */
export function JobFilter({ state, kind, onChange }: JobFilterProps) {
  return (
    <p className="actions">
      <label>
        State{' '}
        <select
          value={state ?? ''}
          onChange={({ target }) => onChange({ state: (target.value || null) as WorkState | null })}
        >
          <option value="">any</option>
          {states.map((each) => (
            <option key={each} value={each}>
              {stateWords[each]}
            </option>
          ))}
        </select>
      </label>
      <label>
        Kind{' '}
        <select
          value={kind ?? ''}
          onChange={({ target }) => onChange({ kind: (target.value || null) as JobKind | null })}
        >
          <option value="">any</option>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {kindWords[each]}
            </option>
          ))}
        </select>
      </label>
    </p>
  )
}
