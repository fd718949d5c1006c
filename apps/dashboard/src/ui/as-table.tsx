'use client'
import { useState, type ReactNode } from 'react'

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
