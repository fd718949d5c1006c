import type { FigureTable } from '@mitoscope/figures'
import type { SweepPartsFragment } from '@mitoscope/schema/documents'

type Series = NonNullable<SweepPartsFragment['report']>['series'][number]
type MeasuredSeries = Pick<Series, 'weightDecay'> & {
  readonly widths: readonly Omit<Series['widths'][number], 'decay'>[]
}

/** The widths of a report as a table for files: means over seeds, groups with their 95 % interval. */
export function tabulateWidths(series: readonly MeasuredSeries[]): FigureTable {
  const rows = series.flatMap(({ weightDecay, widths }) => widths.map((width) => ({ weightDecay, ...width })))
  const column = (
    name: string,
    label: string,
    read: (row: (typeof rows)[number]) => number | null | undefined,
  ) => ({
    name,
    label,
    values: rows.map((row) => read(row) ?? null),
  })
  return {
    columns: [
      column('weight_decay', 'weight decay', ({ weightDecay }) => weightDecay),
      column('width', 'W', ({ width }) => width),
      column('runs', 'runs', ({ runs }) => runs),
      ...(rows.some(({ diverged }) => diverged)
        ? [column('diverged', 'diverged', ({ diverged }) => diverged ?? 0)]
        : []),
      column('test_error', 'test error', ({ testError }) => testError),
      column('train_error', 'train error', ({ trainError }) => trainError),
      column('w_star', 'w*', ({ wStar }) => wStar),
      {
        ...column('groups', 'groups W / w*', ({ groups }) => groups),
        spread: { column: 'groups_ci95', kind: '95 % interval' },
      },
      column('groups_ci95', 'groups, ± 95 %', ({ groupsCi95 }) => groupsCi95),
    ],
  }
}
