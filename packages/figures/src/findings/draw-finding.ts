import { ruleX, type Markish, type ScaleOptions } from '@observablehq/plot'
import { isDefined } from '../defined.ts'
import type { Drawing, LegendEntry } from '../frame/drawing.ts'
import type { FindingInput, FindingLineInput, FindingMarkInput, SweepInput } from '../input/sweep-input.ts'
import { intervalBars, meanMarks } from '../marks/curve-marks.ts'
import { lineEntry } from '../marks/guide-marks.ts'
import {
  epochScale,
  linearScale,
  rangeScale,
  sizeScale,
  valueScale,
  type ValueScale,
} from '../scales/scales.ts'
import { GREY } from '../style/palette.ts'
import { orderedStyle, seriesStyle, type SeriesStyle } from '../style/series-style.ts'
import { describeSweep, decayLabel } from '../sweep/sweep-figure.ts'
import { tableOf, type ColumnOf, type FigureTable } from '../table/figure-table.ts'

const MARK = '5 3'

/** Draws a finding over a sweep: its lines with their intervals, and the marked places. */
export function drawFinding(finding: FindingInput, sweep: SweepInput): Drawing | null {
  const { title, weightDecay, lines, marks, sentence, interval, y } = finding
  const drawn = lines.filter(({ points }) => points.length > 0)
  if (drawn.length === 0) return null
  const styles = stylesOf(drawn)
  const points = drawn.flatMap((line) => line.points)
  const values = points.map((point) => point.y)
  const isSigned = y.scale.toLowerCase() !== 'log'
  const intervals = points.flatMap(({ low, high }) =>
    isDefined(low) && isDefined(high) ? [[low, high] as const] : [],
  )
  const zero = values.some((value) => value < 0) ? '≤ 0' : undefined
  const scale = isSigned
    ? linearScale([...values, ...intervals.flat()], y.label)
    : valueScale(values, { label: y.label, zero, intervals })
  const hasBars = intervals.length > 0
  const places = [...points, ...marks].map((each) => each.x)
  return {
    title,
    subtitle: describeSweep(sweep, ...(weightDecay === null ? [] : [decayLabel(weightDecay)])),
    caption: hasBars ? `${sentence} Bars: ${interval}.` : sentence,
    legend: [...drawn.map(({ label }, i) => lineEntry(label, styles[i])), ...markLegend(marks)],
    panels: [
      {
        options: ({ width }) => {
          const { place, options } = placesScale(finding, places, width - 90)
          const move = <Place extends { readonly x: number }>(each: Place) => ({ ...each, x: place(each.x) })
          return {
            x: options,
            y: scale.options,
            marks: [
              ...scale.backdrop,
              ...marks.map((mark) => markRule(move(mark), drawn, styles)),
              ...drawn.flatMap((line, i) =>
                lineMarks({ ...line, points: line.points.map(move) }, styles[i], scale),
              ),
            ],
          }
        },
      },
    ],
    table: () => findingTable(finding),
  }
}

/** Returns styles of lines: widths in the order of their colours, other lines in further colours. */
function stylesOf(lines: readonly FindingLineInput[]): SeriesStyle[] {
  const isWidth = ({ id }: FindingLineInput) => id.startsWith('width-')
  const widths = lines.filter(isWidth)
  const others = lines.filter((line) => !isWidth(line))
  return lines.map((line) =>
    isWidth(line)
      ? orderedStyle(widths.indexOf(line), widths.length)
      : seriesStyle(others.indexOf(line) + (widths.length > 0 ? 1 : 0)),
  )
}

/** Returns the axis of places, and where each is on it: a logarithmic one has a place of its own for zero. */
function placesScale(
  { x }: FindingInput,
  places: readonly number[],
  pixels: number,
): { readonly place: (x: number) => number; readonly options: ScaleOptions } {
  const place = (at: number) => at
  switch (x.scale.toLowerCase()) {
    case 'epoch':
      return { place, options: epochScale(places, x.label, pixels) }
    case 'linear':
      return { place, options: rangeScale(places, x.label).options }
    default:
      if (places.some((at) => at <= 0)) return valueScale(places, { label: x.label })
      return { place, options: sizeScale(places, x.label, pixels) }
  }
}

function lineMarks({ id, points }: FindingLineInput, style: SeriesStyle, scale: ValueScale): Markish[] {
  const bars = points.flatMap(({ x, low, high }) =>
    isDefined(low) && isDefined(high) ? [{ x, low, high }] : [],
  )
  return [...intervalBars(bars, style.color, id, scale), ...meanMarks(points, style, scale, id)]
}

function markRule(
  { x, line }: FindingMarkInput,
  lines: readonly FindingLineInput[],
  styles: readonly SeriesStyle[],
): Markish {
  const index = lines.findIndex(({ id }) => id === line)
  const stroke = index < 0 ? GREY : styles[index].color
  return ruleX([x], { stroke, strokeWidth: 1.2, strokeDasharray: MARK, className: 'mark' })
}

function markLegend(marks: readonly FindingMarkInput[]): LegendEntry[] {
  if (marks.length === 0) return []
  const [{ label }] = marks
  const shared = marks.length === 1 ? label : `${label.split(',')[0]}, in the colour of its line`
  return [{ label: shared, color: GREY, dash: MARK, shape: 'rule' }]
}

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
function findingTable({ weightDecay, x, y, lines, tests }: FindingInput): FigureTable {
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
