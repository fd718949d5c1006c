import type { Condition, Search } from './condition.ts'
import { FilterForm } from './filter-form.tsx'

interface RunSearchProps {
  readonly search: Search
  /** Told what changes of it. */
  readonly onChange: (change: { q?: string; where?: Condition[]; any?: boolean }) => void
}

/** Search for runs by a part of their name and by conditions. */
export function RunSearch({ search: { q, where, any }, onChange }: RunSearchProps) {
  return (
    <>
      <div className="actions">
        <input
          type="search"
          aria-label="Search runs by name"
          placeholder="Part of a name"
          value={q}
          onChange={({ target }) => onChange({ q: target.value })}
        />
      </div>
      <FilterForm
        conditions={where}
        any={any}
        onChange={(next, all) => onChange({ where: [...next], any: all })}
      />
    </>
  )
}
