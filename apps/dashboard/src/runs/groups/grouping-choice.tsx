import { useState } from 'react'
import { groupingKeys } from './grouping.ts'

interface GroupingChoiceProps {
  readonly keys: readonly string[]
  readonly onChange: (keys: readonly string[]) => void
}

/** Choice of the keys by which runs are grouped: settings, and values of the configuration by their path. */
export function GroupingChoice({ keys, onChange }: GroupingChoiceProps) {
  const [path, setPath] = useState('')
  const own = keys
    .filter((id) => id.startsWith('config:'))
    .map((id) => ({ id, label: id.slice('config:'.length) }))
  return (
    <details open={keys.length > 0}>
      <summary>Groups</summary>
      <div className="actions" role="group" aria-label="Group by">
        {[...groupingKeys, ...own].map(({ id, label }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={keys.includes(id)}
              onChange={({ target }) =>
                onChange(target.checked ? [...keys, id] : keys.filter((each) => each !== id))
              }
            />{' '}
            {label}
          </label>
        ))}
        {keys.length > 0 && (
          <button type="button" onClick={() => onChange([])}>
            No groups
          </button>
        )}
      </div>
      <form
        className="actions"
        onSubmit={(event) => {
          event.preventDefault()
          if (path.trim() !== '') onChange([...new Set([...keys, `config:${path.trim()}`])])
          setPath('')
        }}
      >
        <input
          aria-label="Path in the configuration to group by"
          placeholder="optimizer.lr"
          value={path}
          onChange={({ target }) => setPath(target.value)}
        />
        <button>Group by path</button>
      </form>
    </details>
  )
}
