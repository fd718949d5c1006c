'use client'
import { RunColumnNamesDocument, type RunFilter } from '@mitoscope/schema/documents'
import { useId, useState } from 'react'
import { useQuery } from 'urql'
import { namesOf, toColumnId } from './column-names.ts'
import { columnChoices, findColumn } from './columns.ts'
import './column-choice.css'
import { moved } from './table-layout.ts'

interface ColumnChoiceProps {
  readonly columns: readonly string[]
  readonly pins: readonly string[]
  /** Filter of the runs that tell which names of columns there are. */
  readonly filter: RunFilter | undefined
  readonly onChange: (change: { columns?: string[]; pins?: string[] }) => void
}

/** Choice of the columns, their order, and which of them stay while the others are scrolled. */
export function ColumnChoice({ columns, pins, filter, onChange }: ColumnChoiceProps) {
  const [open, setOpen] = useState(false)
  const [{ data, error }] = useQuery({ query: RunColumnNamesDocument, variables: { filter }, pause: !open })
  const [text, setText] = useState('')
  const known = useId()
  const names = namesOf(data?.runs.nodes ?? [])
  const show = (id: string | undefined) => {
    if (id !== undefined && !columns.includes(id)) onChange({ columns: [...columns, id] })
  }
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Columns</summary>
      <ol className="column-choice" aria-label="Shown columns, in their order">
        {columns.map((id, at) => (
          <ShownColumn
            key={id}
            id={id}
            pinned={pins.includes(id)}
            first={at === 0}
            last={at === columns.length - 1}
            onMove={(by) => onChange({ columns: moved(columns, id, at + by) })}
            onPin={(on) => onChange({ pins: on ? [...pins, id] : pins.filter((each) => each !== id) })}
            onRemove={() => onChange({ columns: columns.filter((each) => each !== id) })}
          />
        ))}
      </ol>
      <div className="actions" role="group" aria-label="More columns">
        {columnChoices
          .filter(({ id }) => !columns.includes(id))
          .map(({ id, label }) => (
            <button type="button" key={id} onClick={() => show(id)}>
              + {label}
            </button>
          ))}
      </div>
      <form
        className="actions"
        onSubmit={(event) => {
          event.preventDefault()
          show(toColumnId(text, names))
          setText('')
        }}
      >
        <label>
          Any metric, setting or number of an analysis{' '}
          <input
            list={known}
            placeholder="optimizer.lr"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <datalist id={known}>
          {names
            .filter(({ id }) => !columns.includes(id))
            .map(({ id, label }) => (
              <option key={id} value={label} />
            ))}
        </datalist>
        <button>Add a column</button>
        <span className="quiet">
          {error
            ? 'The list of names could not be loaded. You can enter any name.'
            : data && `The newest runs have ${names.length} of them.`}
        </span>
      </form>
    </details>
  )
}

interface ShownColumnProps {
  readonly id: string
  readonly pinned: boolean
  readonly first: boolean
  readonly last: boolean
  readonly onMove: (by: number) => void
  readonly onPin: (on: boolean) => void
  readonly onRemove: () => void
}

function ShownColumn({ id, pinned, first, last, onMove, onPin, onRemove }: ShownColumnProps) {
  const label = findColumn(id)?.label ?? `${id} (no such column)`
  return (
    <li>
      <span>{label}</span>
      <button
        type="button"
        aria-label={`Move ${label} to the left`}
        disabled={first}
        onClick={() => onMove(-1)}
      >
        ←
      </button>
      <button
        type="button"
        aria-label={`Move ${label} to the right`}
        disabled={last}
        onClick={() => onMove(1)}
      >
        →
      </button>
      <label>
        <input type="checkbox" checked={pinned} onChange={({ target }) => onPin(target.checked)} /> stays
        <span className="hidden"> at the left: {label}</span>
      </label>
      <button type="button" aria-label={`Remove the column ${label}`} onClick={onRemove}>
        ✕
      </button>
    </li>
  )
}
