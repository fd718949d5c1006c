import { getCoreRowModel, useReactTable, type ColumnDef } from '@tanstack/react-table'
import { useMemo } from 'react'
import type { Column } from './columns.ts'
import { narrowest, toWidth, widest, type Widths } from './table-layout.ts'

/** Part of the view that says how columns lie. */
export interface TableLayout {
  readonly columns: readonly string[]
  readonly pins: readonly string[]
  readonly widths: Widths
  readonly order: string
}

/** Change of the layout, with the parts that change. */
export type LayoutChange = { columns?: string[]; widths?: Record<string, number>; order?: string }

/** A column where it lies in the table. */
export interface PlacedColumn {
  readonly column: Column
  readonly width: number
  /** Pixels from the left edge where it stays; undefined where it is scrolled. */
  readonly left?: number
}

/** Control by which a pointer changes the width of a column. */
export interface Resizing {
  readonly onStart: (event: unknown) => void
  /** Pixels by which it is about to; undefined while no pointer pulls. */
  readonly pulled?: number
}

interface ColumnModel {
  /**
   * Columns in the order in which they are shown: those that stay come first. The same array until one of
   * them changes.
   */
  readonly placed: readonly PlacedColumn[]
  readonly resizing: (id: string) => Resizing
}

/** Width in pixels of the column of boxes that select runs. */
export const selectWidth = 40

const noRows: never[] = []

/** Returns where columns lie. Calls `onWidths` with all chosen widths when a pointer has changed one. */
export function useColumnModel(
  columns: readonly Column[],
  { columns: ids, pins, widths }: TableLayout,
  onWidths: (widths: Record<string, number>) => void,
): ColumnModel {
  const definitions = useMemo<ColumnDef<never>[]>(
    () => columns.map(({ id, width }) => ({ id, size: width, minSize: narrowest, maxSize: widest })),
    [columns],
  )
  const state = useMemo(
    () => ({
      columnSizing: { ...widths },
      columnOrder: [...ids],
      columnPinning: { left: ids.filter((id) => pins.includes(id)) },
    }),
    [ids, pins, widths],
  )
  const table = useReactTable<never>({
    data: noRows,
    columns: definitions,
    getCoreRowModel: getCoreRowModel(),
    columnResizeMode: 'onEnd',
    state,
    onColumnSizingChange: (change) => {
      const next = typeof change === 'function' ? change({ ...widths }) : change
      onWidths(Object.fromEntries(Object.entries(next).map(([id, width]) => [id, toWidth(width)])))
    },
  })
  const placed = useMemo(() => {
    const byId = new Map(columns.map((column) => [column.id, column]))
    const { left } = state.columnPinning
    return [...table.getLeftLeafColumns(), ...table.getCenterLeafColumns()].map((model) => ({
      column: byId.get(model.id)!,
      width: model.getSize(),
      left: left.includes(model.id) ? selectWidth + model.getStart('left') : undefined,
    }))
  }, [table, columns, state])
  const { isResizingColumn, deltaOffset } = table.getState().columnSizingInfo
  return {
    placed,
    resizing: (id) => ({
      onStart: (event) =>
        table
          .getFlatHeaders()
          .find((header) => header.column.id === id)
          ?.getResizeHandler()(event),
      pulled: isResizingColumn === id ? (deltaOffset ?? 0) : undefined,
    }),
  }
}
