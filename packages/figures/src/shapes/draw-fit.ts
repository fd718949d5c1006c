import { dot, type Markish } from '@observablehq/plot'
import type { Drawing } from '../frame/drawing.ts'
import type { AnalysisInput, FitInput, MeasureInput } from '../input/analysis-input.ts'
import { floorEntry, guideLine } from '../marks/guide-marks.ts'
import { linearScale, sizeScale, valueScale, type ValueScale } from '../scales/scales.ts'
import { VERMILION } from '../style/palette.ts'
import { FLOOR, TEST } from '../style/series-style.ts'
import { tableOf, type FigureTable } from '../table/figure-table.ts'
import { describe, SIZE_AXIS } from './describe.ts'

const LAW = { color: VERMILION, dash: '6 3' }

export interface FitPoint {
  readonly x: number
  readonly y: number
  readonly used: boolean
}

interface FitWords {
  readonly title?: string
  readonly subtitle?: readonly string[]
  readonly caption?: string
  /** Title of the value axis. */
  readonly axis?: string
  /** Label of the row below the smallest positive value, where values of 0 or less are. */
  readonly zero?: string
  /** Subtracted from every value. */
  readonly offset?: number
  /** Label of the points that the law was fitted to. */
  readonly points?: string
  /** Label of the law; null for no law. */
  readonly law?: string | null
  /** Returns a line to compare the points with. */
  readonly guide?: (points: readonly FitPoint[]) => readonly Omit<FitPoint, 'used'>[]
  readonly guideLabel?: string
  readonly table?: (result: FitInput) => FigureTable
}

/** Draws the points of a fit against chunk size, with the fitted law. */
export function drawFit(
  measure: MeasureInput,
  analysis: AnalysisInput,
  words: FitWords = {},
): Drawing | null {
  const { result } = measure
  if (result.shape !== 'fit' || result.points.length === 0) return null
  const isExcess = words.offset !== undefined
  const offset = words.offset ?? 0
  const title = words.title ?? measure.title
  const points = result.points.map(({ x, y, used }) => ({
    x,
    y: isExcess ? Math.max(0, y - offset) : y,
    used,
  }))
  const { law: lawLabel = 'fitted law' } = words
  const law = lawLabel === null ? [] : lawPoints(result, words.offset)
  const guide = words.guide?.(points) ?? []
  const shown = [...points, ...law, ...guide].map(({ y }) => y)
  const axis = words.axis ?? 'value'
  // A logarithmic axis cannot show negative values.
  const scale = shown.some((value) => value < 0) ? linearScale(shown, axis) : valueScale(shown, { label: axis, zero: words.zero }) // prettier-ignore
  return {
    title,
    subtitle: describe(measure, analysis, ...(words.subtitle ?? [])),
    caption: words.caption ?? `${title}, against chunk size. ${result.verdict}`,
    legend: [
      { label: words.points ?? 'fitted', color: TEST.color, symbol: 'circle', shape: 'mark' },
      { label: 'not fitted', color: FLOOR.color, symbol: 'times', shape: 'mark' },
      ...(lawLabel === null ? [] : [floorEntry(lawLabel, LAW)]),
      ...(guide.length ? [floorEntry(words.guideLabel ?? 'guide')] : []),
    ],
    panels: [
      {
        options: ({ width }) => ({
          x: sizeScale(result.points.map(({ x }) => x), SIZE_AXIS, width - 90), // prettier-ignore
          y: scale.options,
          marks: [
            ...scale.backdrop,
            guideLine(guide, 'guide'),
            guideLine(isExcess ? law : law.map(({ x, y }) => ({ x, y: scale.place(y) })), 'law', LAW),
            ...pointMarks(points, scale),
          ],
        }),
      },
    ],
    table: () => (words.table ?? fitTable)(result),
  }
}

/** Returns every size that was measured or at which the law is evaluated, with the point and the law there. */
export function fitRows({ points, line }: FitInput) {
  const sizes = [...new Set([...points, ...line].map(({ x }) => x))].sort((a, b) => a - b)
  return sizes.map((size) => ({
    size,
    point: points.find(({ x }) => x === size),
    law: line.find(({ x }) => x === size)?.y,
  }))
}

function fitTable(result: FitInput): FigureTable {
  return tableOf(fitRows(result), [
    { name: 'chunk_size', of: ({ size }) => size },
    { name: 'value', of: ({ point }) => point?.y },
    { name: 'fitted', of: ({ point }) => point && (point.used ? 'yes' : 'no') },
    { name: 'law', of: ({ law }) => law },
  ])
}

function pointMarks(points: readonly FitPoint[], scale: ValueScale): Markish[] {
  const at = { x: 'x', y: ({ y }: FitPoint) => scale.place(y) }
  const [used, other] = [true, false].map((wanted) => points.filter((point) => point.used === wanted))
  return [
    dot(other, { ...at, symbol: 'times', r: 4, stroke: FLOOR.color, className: 'points not fitted' }),
    dot(used, {
      ...at,
      symbol: 'circle',
      r: 4.5,
      fill: TEST.color,
      stroke: 'white',
      className: 'points fitted',
    }),
  ]
}

/** Returns the law at the sizes that it was fitted to; above an offset, the part of it that is positive. */
function lawPoints({ line, points }: FitInput, offset: number | undefined) {
  const from = Math.min(...points.filter(({ used }) => used).map(({ x }) => x))
  const fitted = line.filter(({ x }) => x >= from)
  if (offset === undefined) return fitted
  return fitted.map(({ x, y }) => ({ x, y: y - offset })).filter(({ y }) => y > 0)
}
