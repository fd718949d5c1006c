import type { Markish } from '@observablehq/plot'
import type { Drawing } from '../frame/drawing.ts'
import type { MeanCurveInput } from '../input/analysis-input.ts'
import type { RunInput, SeriesInput, SweepInput } from '../input/sweep-input.ts'
import { meanMarks } from '../marks/curve-marks.ts'
import { lineEntry } from '../marks/guide-marks.ts'
import { sizeScale, valueScale, type ValueScale, type ValueScaleOptions } from '../scales/scales.ts'
import { orderedStyle } from '../style/series-style.ts'
import { tableOf, withSpread, type ColumnOf } from '../table/figure-table.ts'
import { describeSweep, weightDecayOf, widthsOf } from './sweep-figure.ts'
import { meanOverRuns, type MeanPoint } from './seeds.ts'

type Row = MeanPoint & { readonly width: number }

interface ByWidthWords {
  /** Name of the column in the table. */
  readonly quantity: string
  /** Columns of what the curves are compared with. */
  readonly against: readonly ColumnOf<Pick<Row, 'width' | 'x'>>[]
  readonly title: string
  readonly caption: string
  readonly axis: ValueScaleOptions
  readonly curveOf: (run: RunInput) => MeanCurveInput
  /** Further values that the axis must include. */
  readonly also: readonly number[]
  readonly behind: (scale: ValueScale) => Markish[]
  readonly legend: Drawing['legend']
}

/** Draws a curve against chunk size for each width, without the whole layer, whose value is known by construction. */
export function drawByWidth(series: SeriesInput, sweep: SweepInput, words: ByWidthWords): Drawing | null {
  const { quantity, against, title, caption, axis, curveOf, also, behind, legend } = words
  const curves = widthsOf({ series: [series] }).flatMap((width) => {
    const runs = series.runs.filter((run) => run.width === width)
    const points = meanOverRuns(runs, curveOf).filter(({ x }) => x < width)
    return points.length ? [{ width, points }] : []
  })
  if (curves.length === 0) return null
  const points = curves.flatMap((curve) => curve.points)
  const scale = valueScale([...points.map(({ y }) => y), ...also], axis)
  const style = (index: number) => orderedStyle(index, curves.length)
  return {
    title,
    subtitle: describeSweep(sweep, weightDecayOf(series)),
    caption,
    legend: [
      { label: 'W =', shape: 'text' },
      ...curves.map(({ width }, i) => lineEntry(String(width), style(i))),
      ...legend,
    ],
    panels: [
      {
        options: ({ width }) => ({
          x: sizeScale(points.map(({ x }) => x), 'chunk size w (neurons)', width - 90), // prettier-ignore
          y: scale.options,
          marks: [
            ...scale.backdrop,
            ...behind(scale),
            ...curves.flatMap((curve, i) => meanMarks(curve.points, style(i), scale, `width-${curve.width}`)),
          ],
        }),
      },
    ],
    table: () =>
      tableOf<Row>(
        curves.flatMap(({ width, points: own }) => own.map((point) => ({ width, ...point }))),
        [
          { name: 'weight_decay', of: () => series.weightDecay },
          { name: 'width', of: ({ width }) => width },
          { name: 'chunk_size', of: ({ x }) => x },
          ...withSpread<Row>(
            { name: quantity, label: axis.label, of: ({ y }) => y },
            'std',
            ({ std }) => std,
          ),
          { name: 'runs', of: ({ runs }) => runs },
          ...against,
        ],
      ),
  }
}
