import { formatInterval, formatNumber } from '@mitoscope/analysis/format'
import type { FitInput } from '../input/analysis-input.ts'
import { drawFit, fitRows, type FitPoint } from '../shapes/draw-fit.ts'
import { tableOf, type FigureTable } from '../table/figure-table.ts'
import type { MeasureFigure } from './measure-figure.ts'

/** Factor by which the guide starts above the first fitted point, so that it does not cover the law. */
const RAISED = 1.5

/** Excess error of chunks against their size, with the fitted law. */
export const decayLawFigure: MeasureFigure = {
  measure: 'decay-law',
  draw(measure, analysis) {
    const { result } = measure
    if (result.shape !== 'fit') return null
    const parameter = (id: string) => result.parameters.find((candidate) => candidate.id === id)
    const asymptote = parameter('asymptote')
    const offset = asymptote?.value ?? 0
    const { value = null, low = null, high = null } = parameter('exponent') ?? {}
    return drawFit(measure, analysis, {
      title: 'Decay of the error with chunk size',
      subtitle: asymptote?.value != null ? [`${asymptote.label} = ${formatNumber(asymptote.value)}`] : [],
      caption: `How fast the error of chunks falls to what it tends to: the slope −1/2 is that of averaging independent groups. ${result.verdict}`,
      axis: offset ? 'test error − error_∞' : 'test error',
      zero: '≤ 0',
      offset,
      points: 'mean error of chunks, fitted',
      law: value === null ? null : `fitted law, exponent b = ${formatInterval(value, low, high)}`,
      guide: guidePoints,
      guideLabel: 'guide: slope −1/2',
      table: (fit) => lawTable(fit, offset),
    })
  },
}

function lawTable(result: FitInput, offset: number): FigureTable {
  return tableOf(fitRows(result), [
    { name: 'chunk_size', of: ({ size }) => size },
    { name: 'test_error', of: ({ point }) => point?.y },
    { name: 'excess', label: 'test error − asymptote', of: ({ point }) => point && point.y - offset },
    { name: 'fitted', of: ({ point }) => point && (point.used ? 'yes' : 'no') },
    { name: 'law', of: ({ law }) => law },
  ])
}

function guidePoints(points: readonly FitPoint[]) {
  const shown = points.filter(({ used, y }) => used && y > 0)
  if (shown.length < 2) return []
  const [first] = shown
  return shown.map(({ x }) => ({ x, y: RAISED * first.y * (x / first.x) ** -0.5 }))
}
