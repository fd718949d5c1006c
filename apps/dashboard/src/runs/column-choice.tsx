import { useState } from 'react'
import { columnChoices } from './columns.tsx'

interface ColumnChoiceProps {
  readonly columns: readonly string[]
  readonly onChange: (columns: readonly string[]) => void
}

/** Which columns there are, in which order; values of the configuration by their path. */
export function ColumnChoice({ columns, onChange }: ColumnChoiceProps) {
  const [path, setPath] = useState('')
  const own = columns
    .filter((id) => id.startsWith('config:'))
    .map((id) => ({ id, label: id.slice('config:'.length) }))
  return (
    <details>
      <summary>Columns</summary>
      <div className="actions">
        {[...columnChoices, ...own].map(({ id, label }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={columns.includes(id)}
              onChange={({ target }) =>
                onChange(target.checked ? [...columns, id] : columns.filter((each) => each !== id))
              }
            />{' '}
            {label}
          </label>
        ))}
      </div>
      <form
        className="actions"
        onSubmit={(event) => {
          event.preventDefault()
          if (path.trim() !== '') onChange([...new Set([...columns, `config:${path.trim()}`])])
          setPath('')
        }}
      >
        <input
          aria-label="Path in the configuration"
          placeholder="optimizer.lr"
          value={path}
          onChange={({ target }) => setPath(target.value)}
        />
        <button>Add from the configuration</button>
      </form>
    </details>
  )
}
