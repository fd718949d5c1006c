import type { Column as FileColumn, FigureTable } from '@mitoscope/figures'
import { findScalar, type Column, type Run } from './table/columns.ts'

/** Runs with the shown columns and their ids, numbers at full precision; of an interval its ends, and half of it. */
export function runsAsTable(runs: readonly Run[], columns: readonly Column[]): FigureTable {
  const id: FileColumn = { name: 'id', label: 'Id', values: runs.map((run) => run.id), detail: true }
  return { columns: [id, ...columns.flatMap((column) => toFileColumns(runs, column))] }
}

function toFileColumns(runs: readonly Run[], { id, label, value, scalar }: Column): FileColumn[] {
  const name = toFileName(scalar && !id.includes(':') ? `analysis:${scalar.measure}:${scalar.name}` : id)
  const values = runs.map(value)
  if (!scalar) return [{ name, label, values }]
  const found = runs.map((run) => findScalar(run, scalar))
  const half = found.map((each) =>
    each?.low == null || each.high == null ? null : (each.high - each.low) / 2,
  )
  const ends = (['low', 'high'] as const).map((end) => ({
    name: `${name}:${end}`,
    label: `${label}, ${end}`,
    values: found.map((each) => each?.[end] ?? null),
    detail: true,
  }))
  return [
    { name, label, values, spread: { column: `${name}:half`, kind: '95 % interval' } },
    { name: `${name}:half`, label: `${label}, half of the interval`, values: half },
    ...ends,
  ]
}

/**
 * Returns the name of a column in files, without quotes, backslashes and line breaks: some files take names
 * between quotes.
 */
export function toFileName(id: string): string {
  return id.replaceAll(/['"\\\n]/g, '_')
}
