'use client'
import type { FigureTable } from '@mitoscope/figures'
import { useState, type ReactNode } from 'react'
import { countOf, formatSpread } from '../format/format.ts'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { printedColumns } from './printed-table.ts'

/** Rows that a page holds without slowing down. */
const mostRows = 200

interface DataTableProps {
  readonly title: string
  /** Read when the reader opens it: it may be long in the making. */
  readonly table: () => FigureTable
  /** Note on what the page knows only a sample of; undefined if it knows everything. */
  readonly sampled?: string
}

/** The same as a chart in numbers. */
export function DataTable({ title, table, sampled }: DataTableProps) {
  return <AsTable title={title}>{() => <Numbers title={title} table={table()} sampled={sampled} />}</AsTable>
}

function Numbers({ title, table, sampled }: Omit<DataTableProps, 'table'> & { readonly table: FigureTable }) {
  const columns = printedColumns(table)
  const rows = columns[0]?.cells.length ?? 0
  const kinds = [...new Set(columns.flatMap(({ kind }) => kind ?? []))]
  const notes = [
    kinds.length > 0 ? `Mean ± ${kinds.join(' or ')}` : title,
    ...(rows > mostRows ? [`the first ${mostRows} of ${countOf(rows, 'row')}, the files contain all`] : []),
    ...(table.member === undefined ? [] : [`single ${table.member}s are in the files`]),
    ...(sampled === undefined ? [] : [sampled]),
  ]
  return (
    <ScrollRegion label={`Numbers of ${title}`}>
      <table>
        <caption>{notes.join('; ')}</caption>
        <thead>
          <tr>
            {columns.map(({ label, isText }, i) => (
              <th scope="col" className={isText ? undefined : 'number'} key={i}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.min(rows, mostRows) }, (_, row) => (
            <tr key={row}>
              {columns.map(({ cells, isText }, i) => {
                const [value, half] = cells[row]
                return (
                  <td className={isText ? undefined : 'number'} key={i}>
                    {typeof value === 'string' ? value : formatSpread(value, half)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

interface AsTableProps {
  readonly title: string
  /** Called while the reader has it open only: the table may be long in the making. */
  readonly children: () => ReactNode
}

/** The same as a chart in numbers, made when they are asked for. */
export function AsTable({ title, children }: AsTableProps) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        As a table<span className="hidden">: {title}</span>
      </summary>
      {open && children()}
    </details>
  )
}
