import { useEffect, useRef } from 'react'
import type { Entry, groupEntries } from './entry.ts'

interface PaletteListProps {
  /** Before the ids of its entries. */
  readonly id: string
  readonly groups: ReturnType<typeof groupEntries>
  readonly active: number
  readonly onChoose: (entry: Entry) => void
}

/** List of the entries found, by kind; the focus stays in the field above. */
export function PaletteList({ id, groups, active, onChoose }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active, groups])
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label="Found"
      className="palette-list"
      tabIndex={-1}
    >
      {groups.map(({ group, entries }) => (
        <div key={group} role="group" aria-label={group}>
          <div className="palette-group" aria-hidden="true">
            {group}
          </div>
          {entries.map(({ entry, at }) => (
            <div
              key={entry.key}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === active}
              className="palette-entry"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(entry)}
            >
              {entry.label}
              {entry.detail && <span className="quiet"> {entry.detail}</span>}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
