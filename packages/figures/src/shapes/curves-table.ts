import type { CurveInput, ScalarInput } from '../input/curve-input.ts'
import type { CurvesInput } from '../input/analysis-input.ts'
import { columnName, tableOf, withSpread, type FigureTable } from '../table/figure-table.ts'

interface Row {
  readonly at: number
  readonly draw: number | null
}

/** Tabulates curves by chunk size: one row per mean with its interval, then one per single draw. */
export function curvesTable(
  sizes: readonly number[],
  curves: readonly CurveInput[],
  floors: CurvesInput['floors'] = [],
  critical: ScalarInput | null = null,
): FigureTable {
  const draws = Math.max(0, ...curves.flatMap((curve) => (curve.draws ?? []).map((row) => row.length)))
  const places = sizes.map((_, at) => at)
  const rows: Row[] = [
    ...places.map((at) => ({ at, draw: null })),
    ...places.flatMap((at) => Array.from({ length: draws }, (_, draw) => ({ at, draw }))),
  ]
  const whole =
    (value: number | null | undefined) =>
    ({ draw }: Row) =>
      draw === null ? value : null
  return tableOf<Row>(
    rows,
    [
      { name: 'chunk_size', of: ({ at }) => sizes[at] },
      ...(draws > 0 ? [{ name: 'draw', of: ({ draw }: Row) => (draw === null ? null : draw + 1) }] : []),
      ...curves.flatMap(({ id, label, mean, ci95, draws: single }) =>
        withSpread<Row>(
          {
            name: columnName(id),
            label,
            of: ({ at, draw }) => (draw === null ? mean[at] : single?.[at]?.[draw]),
          },
          '95 % interval',
          ({ at, draw }) => (draw === null ? ci95[at] : null),
        ),
      ),
      ...floors.map(({ id, label, values }) => ({
        name: columnName(id),
        label,
        of: ({ at, draw }: Row) => (draw === null ? values[at] : null),
      })),
      ...(critical
        ? [
            { name: 'critical_size', detail: true, of: whole(critical.value) },
            { name: 'critical_size_low', detail: true, of: whole(critical.low) },
            { name: 'critical_size_high', detail: true, of: whole(critical.high) },
          ]
        : []),
    ],
    draws > 0 ? 'draw' : undefined,
  )
}
