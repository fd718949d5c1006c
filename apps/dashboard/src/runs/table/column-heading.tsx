import { useState } from 'react'
import { moved, narrowest, widest, widthByKey } from './table-layout.ts'
import type { PlacedColumn, Resizing, TableLayout } from './use-column-model.ts'

interface ColumnHeadingProps {
  readonly placed: PlacedColumn
  readonly resizing: Resizing
  readonly layout: TableLayout
  readonly onOrder: (order: string) => void
  /** Told all columns in their new order. */
  readonly onMoved: (columns: string[]) => void
  readonly onWidth: (widths: Record<string, number>) => void
}

/** Media type of the dragged data of a column while it is being moved. */
const pulledType = 'application/x-mitoscope-column'

/** The head of a column: pressed it orders, pulled it moves, and its right edge makes it wider. */
export function ColumnHeading({ placed, resizing, layout, onOrder, onMoved, onWidth }: ColumnHeadingProps) {
  const { column, width, left } = placed
  const { onStart, pulled } = resizing
  const { id, label, numeric } = column
  const { order, columns, widths } = layout
  const [over, setOver] = useState(false)
  const direction = order === id ? 'ascending' : order === `-${id}` ? 'descending' : undefined
  return (
    <th
      scope="col"
      className={`${numeric ? 'number' : ''}${left === undefined ? '' : ' runs-pinned'}${over ? ' runs-over' : ''}`}
      style={left === undefined ? undefined : { left }}
      aria-sort={direction ?? 'none'}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(pulledType)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onMoved(moved(columns, event.dataTransfer.getData(pulledType), columns.indexOf(id)))
      }}
    >
      <div
        className="runs-head"
        draggable
        onDragStart={({ dataTransfer }) => {
          dataTransfer.setData(pulledType, id)
          dataTransfer.effectAllowed = 'move'
        }}
      >
        {column.order ? (
          <button type="button" onClick={() => onOrder(direction === 'ascending' ? `-${id}` : id)}>
            {label}
            <span aria-hidden="true">{direction ? (direction === 'ascending' ? ' ↑' : ' ↓') : ''}</span>
          </button>
        ) : (
          label
        )}
      </div>
      <span
        className="runs-edge"
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={`Size of the column ${label}`}
        aria-valuenow={width}
        aria-valuemin={narrowest}
        aria-valuemax={widest}
        aria-valuetext={`${width} pixels`}
        title="Drag, or use the arrow keys. Enter restores the default width"
        style={pulled === undefined ? undefined : { transform: `translateX(${pulled}px)` }}
        data-pulled={pulled === undefined ? undefined : ''}
        onMouseDown={onStart}
        onTouchStart={onStart}
        onDoubleClick={() => onWidth(without(widths, id))}
        onKeyDown={(event) => {
          const next = widthByKey(event.key, event.shiftKey, width, column.width)
          if (next === undefined) return
          event.preventDefault()
          onWidth(event.key === 'Enter' ? without(widths, id) : { ...widths, [id]: next })
        }}
      />
    </th>
  )
}

function without(widths: TableLayout['widths'], id: string): Record<string, number> {
  return Object.fromEntries(Object.entries(widths).filter(([each]) => each !== id))
}
