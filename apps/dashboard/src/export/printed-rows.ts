import type { Cell, Column, FigureTable } from '@mitoscope/figures'

/** A column as it is printed, its spread beside each value. */
export interface PrintedColumn {
  readonly label: string
  /** The kind of the spread, where there is one. */
  readonly kind?: string
  readonly isText: boolean
  readonly cells: readonly (readonly [value: Cell, half: number | null])[]
}

/**
 * A table as people read it: means with their spreads in one column, single seeds and draws left out where there are
 * means, and no column that only files need or that holds nothing.
 */
export function printedColumns({ columns, member }: FigureTable): PrintedColumn[] {
  const numbers = columns.find(({ name }) => name === member)?.values
  const means = numbers?.includes(null)
  const rows = (columns[0]?.values ?? []).flatMap((_, row) => (means && numbers?.[row] !== null ? [] : [row]))
  const spreads = new Set(columns.flatMap(({ spread }) => (spread ? [spread.column] : [])))
  return columns
    .filter(({ name, detail }) => !detail && !spreads.has(name) && !(means && name === member))
    .map(({ label, values, spread }) => {
      const half = spread && columns.find(({ name }) => name === spread.column)?.values
      const cells = rows.map((row) => [values[row], numberOr(half?.[row])] as const)
      const isSpread = cells.some(([, own]) => own !== null)
      return { label, cells, isText: isText(values), ...(isSpread && { kind: spread?.kind }) }
    })
    .filter(({ cells }) => cells.some(([value]) => value !== null))
}

function numberOr(value: Cell | undefined): number | null {
  return typeof value === 'number' ? value : null
}

function isText(values: Column['values']): boolean {
  return values.some((value) => typeof value === 'string')
}
