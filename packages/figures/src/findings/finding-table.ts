import type { FindingInput } from '../input/finding-input.ts'
import { tableOf, type ColumnOf, type FigureTable } from '../table/figure-table.ts'

interface Row {
  readonly of: string
  readonly x: number | null
  readonly y: number | null
  readonly low: number | null
  readonly high: number | null
  readonly n: number
  readonly p?: number | null
  readonly test?: string
}

/** Tabulates the points of a finding, then its tests, whose difference is in the column of values. */
export function findingTable({ weightDecay, x, y, lines, tests }: FindingInput): FigureTable {
  const rows: Row[] = [
    ...lines.flatMap(({ label, points }) => points.map((point) => ({ of: label, ...point }))),
    ...tests.map(({ label, difference: { value, low, high }, p, test, n }) => {
      return { of: `difference: ${label}`, x: null, y: value, low, high, n, p, test }
    }),
  ]
  const ofTests: ColumnOf<Row>[] = [
    { name: 'p', of: ({ p }) => p },
    { name: 'test', of: ({ test }) => test },
  ]
  return tableOf(rows, [
    ...(weightDecay === null ? [] : [{ name: 'weight_decay', of: () => weightDecay }]),
    { name: 'of', of: (row) => row.of },
    { name: 'x', label: x.label, of: (row) => row.x },
    { name: 'y', label: y.label, of: (row) => row.y },
    { name: 'low', of: ({ low }) => low },
    { name: 'high', of: ({ high }) => high },
    { name: 'n', of: ({ n }) => n },
    ...(tests.length > 0 ? ofTests : []),
  ])
}
