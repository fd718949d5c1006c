import type { Markish } from '@observablehq/plot'
import type { Drawing } from '../frame/drawing.ts'
import type {
  AnalysisInput,
  CurveInput,
  CurvesInput,
  MeasureInput,
  ScalarInput,
} from '../input/analysis-input.ts'
import { curveMarks, shownIntervals, shownValues } from '../marks/curve-marks.ts'
import { criticalEntry, criticalMarks, floorEntry, guideLine, lineEntry } from '../marks/guide-marks.ts'
import {
  linearScale,
  sizeScale,
  type ValueScale,
  valueScale,
  type ValueScaleOptions,
} from '../scales/scales.ts'
import { seriesStyle, type SeriesStyle } from '../style/series-style.ts'
import { columnName, type FigureTable, tableOf, withSpread } from '../table/figure-table.ts'
import { criticalSize, describe, SIZE_AXIS } from './describe.ts'

interface CurvesWords {
  readonly title?: string
  readonly caption?: string
  readonly subtitle?: readonly string[]
  readonly axis?: Partial<ValueScaleOptions>
  /** Ids of the curves to draw; all if absent. */
  readonly curves?: readonly string[]
  readonly style?: (curveId: string, index: number) => SeriesStyle
  /** Returns marks behind the curves, in the coordinates of the value axis. */
  readonly behind?: (scale: ValueScale) => Markish[]
  readonly legend?: Drawing['legend']
}

/** Draws curves against chunk size with their floors and the critical size, log-log with a row for zero. */
export function drawCurves(
  measure: MeasureInput,
  analysis: AnalysisInput,
  words: CurvesWords = {},
): Drawing | null {
  const { result } = measure
  if (result.shape !== 'curves') return null
  const { sizes, floors } = result
  const curves = result.curves.filter(({ id }) => !words.curves || words.curves.includes(id))
  const values = curves.flatMap(shownValues)
  if (sizes.length === 0 || values.length === 0) return null
  const { style = (_, index) => seriesStyle(index), behind, legend = [] } = words
  const floorPoints = floors.map(({ values: floor }) =>
    sizes.flatMap((x, i) => (Number.isFinite(floor[i]) ? [{ x, y: floor[i] }] : [])),
  )
  const shown = [...values, ...floorPoints.flat().map(({ y }) => y)]
  const axis = { label: measure.title, ...words.axis }
  // A logarithmic axis cannot show negative values; R² is shown by its distance to 1, which is positive.
  const signed = !axis.complement && shown.some((value) => value < 0)
  const intervals = curves.flatMap(shownIntervals)
  const scale = signed
    ? linearScale([...shown, ...intervals.flat()], axis.label)
    : valueScale(shown, { ...axis, intervals })
  const critical = criticalSize(analysis)?.size ?? null
  const title = words.title ?? measure.title
  return {
    title,
    subtitle: describe(measure, analysis, ...(words.subtitle ?? [])),
    caption:
      words.caption ??
      `${title}, for random chunks of the layer’s neurons: means over draws with 95 % bands.`,
    legend: [
      ...curves.map(({ id, label }, i) => lineEntry(label, style(id, i))),
      ...floors.map(({ label }) => floorEntry(label)),
      ...legend,
      ...criticalEntry(critical, 'w*'),
    ],
    panels: [
      {
        options: ({ width }) => ({
          x: sizeScale(sizes, SIZE_AXIS, width - 90),
          y: scale.options,
          marks: [
            ...scale.backdrop,
            ...criticalMarks(critical),
            ...(behind?.(scale) ?? []),
            ...floorPoints.map(
              (points, i) =>
              guideLine(points.map(({ x, y }) => ({ x, y: scale.place(y) })), `${floors[i].id} floor`), // prettier-ignore
            ),
            ...curves.flatMap((curve, i) => {
              const shift = curves.length === 1 ? 0 : i % 2 ? 5 : -5
              return curveMarks(sizes, curve, style(curve.id, i), scale, shift)
            }),
          ],
        }),
      },
    ],
    table: () => curvesTable(sizes, curves, floors, critical),
  }
}

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
