import type { RunLineInput, RunsInput } from '../input/runs-input.ts'
import { columnName, tableOf, type ColumnOf, type FigureTable } from '../table/figure-table.ts'

interface Row {
  readonly line: RunLineInput
  /** Number of the line, from 1. */
  readonly number: number
  readonly at: number
  /** Index of the run within the line; null for the mean. */
  readonly member: number | null
}

/** Tabulates each line's means, then each run behind a line, including what is not drawn. */
export function runsTable({ lines, x, y, band }: RunsInput): FigureTable {
  const means: Row[] = []
  const single: Row[] = []
  lines.forEach((line, i) => {
    const number = i + 1
    line.x.forEach((_, at) => {
      if (line.mean[at] != null) means.push({ line, number, at, member: null })
    })
    const members = line.members ?? []
    if (members.length < 2) return
    members.forEach(({ values }, member) =>
      line.x.forEach((_, at) => {
        if (values[at] != null) single.push({ line, number, at, member })
      }),
    )
  })
  const ofMean =
    (read: (row: Row) => number | null | undefined): ColumnOf<Row>['of'] =>
    (row) =>
      row.member === null ? read(row) : null
  // The prefix keeps the name apart from those of other columns: a metric may be called "runs".
  const name = `value_${columnName(y)}`
  const spreads = ['std', 'sem', 'ci95'] as const
  const drawn = band === '95 % interval' ? 'ci95' : band
  const hasSpread = lines.some((line) => spreads.some((kind) => line[kind]?.some((half) => half !== null)))
  return tableOf<Row>(
    [...means, ...single],
    [
      { name: 'line', of: ({ number }) => number },
      { name: 'label', of: ({ line }) => line.label },
      { name: `at_${columnName(x)}`, label: x, of: ({ line, at }) => line.x[at] },
      ...(single.length > 0
        ? [
            { name: 'run', of: ({ member }: Row) => (member === null ? null : member + 1) },
            {
              name: 'run_name',
              label: 'run',
              detail: true,
              of: ({ line, member }: Row) => (member === null ? null : line.members![member].label),
            },
            { name: 'runs', of: ofMean(({ line, at }) => line.n?.[at] ?? 1) },
          ]
        : []),
      {
        name,
        label: y,
        of: ({ line, at, member }) => (member === null ? line.mean[at] : line.members![member].values[at]),
        ...(hasSpread && { spread: { column: drawn, kind: band } }),
      },
      ...(hasSpread
        ? spreads.map((kind) => ({
            name: kind,
            detail: kind !== drawn,
            of: ofMean(({ line, at }) => line[kind]?.[at]),
          }))
        : []),
      ...(['low', 'high'] as const).flatMap((end) =>
        lines.some((line) => line[end]) ? [{ name: end, of: ofMean(({ line, at }) => line[end]?.[at]) }] : [],
      ),
    ],
    single.length > 0 ? 'run' : undefined,
  )
}
