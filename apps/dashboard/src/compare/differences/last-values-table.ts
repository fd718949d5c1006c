import type { Column, FigureTable } from '@mitoscope/figures'
import type { LastValue } from './last-values.ts'

/** Last values and their differences for files: what the page says in words left out. */
export function lastValuesTable(rows: readonly LastValue[], metric: string): FigureTable {
  const column = (
    name: string,
    label: string,
    of: (row: LastValue) => string | number | null | undefined,
    more: Partial<Column> = {},
  ): Column => ({ name, label, values: rows.map((row) => of(row) ?? null), ...more })
  return {
    columns: [
      column('line', 'line', ({ series }) => series.number),
      column('label', 'label', ({ series }) => series.label),
      column('runs', 'runs', ({ own }) => own.n),
      ...(rows.some(({ diverged }) => diverged > 0)
        ? [column('diverged', 'diverged', ({ diverged }) => diverged)]
        : []),
      column('mean', `last ${metric}`, ({ own }) => own.mean, { spread: { column: 'std', kind: 'std' } }),
      column('std', 'std', ({ own }) => own.std),
      column('sem', 'sem', ({ own }) => own.sem, { detail: true }),
      column('difference', 'difference', ({ against }) => against?.difference, {
        spread: { column: 'ci95', kind: '95 % interval' },
      }),
      column('ci95', 'difference, ± 95 %', ({ against }) => against?.half),
    ],
  }
}
