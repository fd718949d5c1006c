import { formatInterval, formatNumber } from '@mitoscope/analysis/format'
import { dot, type Markish } from '@observablehq/plot'
import type { FitInput } from '../input/analysis-input.ts'
import { guideLine } from '../marks/guide-line.ts'
import { floorEntry } from '../marks/legend-entry.ts'
import { sizeScale, valueScale, type ValueScale } from '../scales/scales.ts'
import { VERMILION } from '../style/palette.ts'
import { FLOOR, TEST } from '../style/series-style.ts'
import { tableOf, type FigureTable } from '../table/figure-table.ts'
import { describe, SIZE_AXIS } from './describe.ts'
import type { MeasureFigure } from './measure-figure.ts'

const LAW = { color: VERMILION, dash: '6 3' }
/** Factor by which the guide starts above the first fitted point, so that it does not cover the law. */
const RAISED = 1.5

/** Excess error of chunks against their size, with the fitted law. */
export const decayLawFigure: MeasureFigure = {
  measure: 'decay-law',
  draw(measure, analysis) {
    const { result } = measure
    if (result.shape !== 'fit' || result.points.length === 0) return null
    const parameter = (id: string) => result.parameters.find((candidate) => candidate.id === id)
    const asymptote = parameter('asymptote')
    const exponent = parameter('exponent')
    const offset = asymptote?.value ?? 0
    const excess = result.points.map(({ x, y, used }) => ({ x, y: Math.max(0, y - offset), used }))
    const { value = null, low = null, high = null } = exponent ?? {}
    const law = value === null ? [] : lawPoints(result, offset)
    const guide = guidePoints(excess)
    const scale = valueScale([...excess, ...law, ...guide].map(({ y }) => y), { label: offset ? 'test error − error_∞' : 'test error', zero: '≤ 0' }) // prettier-ignore
    const note = asymptote?.value != null ? [`${asymptote.label} = ${formatNumber(asymptote.value)}`] : []
    return {
      title: 'Decay of the error with chunk size',
      subtitle: describe(measure, analysis, ...note),
      caption: `How fast the error of chunks falls to what it tends to: the slope −1/2 is that of averaging independent groups. ${result.verdict}`,
      legend: [
        { label: 'mean error of chunks, fitted', color: TEST.color, symbol: 'circle', shape: 'mark' },
        { label: 'not fitted', color: FLOOR.color, symbol: 'times', shape: 'mark' },
        ...(value === null
          ? []
          : [floorEntry(`fitted law, exponent b = ${formatInterval(value, low, high)}`, LAW)]),
        ...(guide.length ? [floorEntry('guide: slope −1/2')] : []),
      ],
      panels: [
        {
          options: ({ width }) => ({
            x: sizeScale(result.points.map(({ x }) => x), SIZE_AXIS, width - 90), // prettier-ignore
            y: scale.options,
            marks: [
              ...scale.backdrop,
              guideLine(guide, 'guide'),
              guideLine(law, 'law', LAW),
              ...pointMarks(excess, scale),
            ],
          }),
        },
      ],
      table: () => lawTable(result, offset),
    }
  },
}

/** Tabulates every size that was measured or at which the law is evaluated. */
function lawTable({ points, line }: FitInput, offset: number): FigureTable {
  const sizes = [...new Set([...points, ...line].map(({ x }) => x))].sort((a, b) => a - b)
  const rows = sizes.map((size) => ({
    size,
    point: points.find(({ x }) => x === size),
    law: line.find(({ x }) => x === size)?.y,
  }))
  return tableOf(rows, [
    { name: 'chunk_size', of: ({ size }) => size },
    { name: 'test_error', of: ({ point }) => point?.y },
    { name: 'excess', label: 'test error − asymptote', of: ({ point }) => point && point.y - offset },
    { name: 'fitted', of: ({ point }) => point && (point.used ? 'yes' : 'no') },
    { name: 'law', of: ({ law }) => law },
  ])
}

type Point = { x: number; y: number; used: boolean }

function pointMarks(points: readonly Point[], scale: ValueScale): Markish[] {
  const at = { x: 'x', y: ({ y }: Point) => scale.place(y) }
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

/** Returns the excess of the law at the sizes that it was fitted to. */
function lawPoints({ line, points }: FitInput, offset: number) {
  const from = Math.min(...points.filter(({ used }) => used).map(({ x }) => x))
  return line.filter(({ x }) => x >= from).map(({ x, y }) => ({ x, y: y - offset })).filter(({ y }) => y > 0) // prettier-ignore
}

function guidePoints(points: readonly Point[]) {
  const shown = points.filter(({ used, y }) => used && y > 0)
  if (shown.length < 2) return []
  const [first] = shown
  return shown.map(({ x }) => ({ x, y: RAISED * first.y * (x / first.x) ** -0.5 }))
}
