import { formatInterval, formatNumber } from '@mitoscope/analysis/format'
import { ruleY } from '@observablehq/plot'
import type { Drawing } from '../frame/drawing.ts'
import type { AnalysisInput, FitInput, MeasureInput } from '../input/analysis-input.ts'
import { floorEntry } from '../marks/guide-marks.ts'
import { criticalSize } from '../shapes/describe.ts'
import { drawCurves } from '../shapes/draw-curves.ts'
import { drawFit, type FitPoint, fitRows } from '../shapes/draw-fit.ts'
import { drawMatrix } from '../shapes/draw-matrix.ts'
import { drawPartition } from '../shapes/draw-partition.ts'
import { PURPLE } from '../style/palette.ts'
import { TEST, TRAIN } from '../style/series-style.ts'
import { type FigureTable, tableOf } from '../table/figure-table.ts'

/** Figure of a measure's result. */
export interface MeasureFigure {
  /** Id of the measure, and of the figure. */
  readonly measure: string
  /** Draws the figure; null if the result holds nothing to show. */
  readonly draw: (measure: MeasureInput, analysis: AnalysisInput) => Drawing | null
}

const THRESHOLD = { color: PURPLE, dash: '8 3' }
/** Value of 1 − R² up to which all variance counts as explained. */
export const EXPLAINED = 1e-6

/** R² against chunk size, on the scale of the unexplained share. */
export const reconstructionFigure: MeasureFigure = {
  measure: 'reconstruction',
  draw(measure, analysis) {
    const threshold = criticalSize(analysis)?.threshold
    return drawCurves(measure, analysis, {
      title: 'How much of the layer a chunk carries',
      caption:
        'Share of the whole layer’s variance (R²) that a linear map from w random neurons recovers; the axis ' +
        'stretches towards 1, which independent noise would reach only at w = W.',
      axis: { label: 'R² of the whole layer', complement: true, resolution: EXPLAINED },
      legend: threshold === undefined ? [] : [floorEntry(`τ = ${formatNumber(threshold)}`, { ...THRESHOLD })],
      behind: (scale) =>
        threshold === undefined
          ? []
          : [
              ruleY([scale.place(threshold)], {
                stroke: THRESHOLD.color,
                strokeDasharray: THRESHOLD.dash,
                className: 'threshold',
              }),
            ],
    })
  },
}

/** Correlation of residuals against chunk size, by both definitions. */
export const residualCorrelationFigure: MeasureFigure = {
  measure: 'residual-correlation',
  draw: (measure, analysis) =>
    drawCurves(measure, analysis, {
      title: 'Correlation of what chunks leave unexplained',
      caption:
        'Mean correlation between neurons of what w random neurons leave of them. The dotted floor is that of uncorrelated ' +
        'residuals; independent noise lies above it, as the noise of the w neurons enters every prediction.',
      axis: { label: 'mean |ρ| of residuals' },
    }),
}

/** Pairs of neurons that share noise: all pairs below the diagonal, the significant ones above it. */
export const residualPairsFigure: MeasureFigure = {
  measure: 'residual-pairs',
  draw: (measure, analysis) =>
    drawMatrix(measure, analysis, {
      title: 'Pairs of neurons that share residual noise',
      caption:
        'Correlation of the noise of two neurons, beyond the signals that the layer shares: below the diagonal all pairs, above ' +
        'it only those that share more than chance allows, none if noise is independent.',
      label: (count) => (count === null ? 'neuron' : `neuron (the ${count} with most partners)`),
      value: 'correlation ρ of noise',
      column: { name: 'correlation', label: 'correlation ρ' },
      tested: true,
    }),
}

/** Error of chunks against chunk size. */
export const chunkErrorFigure: MeasureFigure = {
  measure: 'chunk-error',
  draw(measure, analysis) {
    const { readout } = measure.options
    return drawCurves(measure, analysis, {
      title: 'Error of random chunks against chunk size',
      subtitle: typeof readout === 'string' ? [`readout ${readout.toLowerCase()}`] : [],
      caption:
        'How often the network errs when its readout sees only w random neurons of the layer: dots are single ' +
        'draws, lines their means, bands the 95 % intervals of the means.',
      axis: { label: 'error (share of inputs)' },
      curves: ['testError', 'trainError'],
      style: (id) => (id === 'trainError' ? TRAIN : TEST),
    })
  },
}

/** Correlation between the groups of a partition, beyond the information they share. */
export const groupsFigure: MeasureFigure = {
  measure: 'groups',
  draw: (measure, analysis) =>
    drawPartition(measure, analysis, {
      title: 'Residual correlation between the groups of a partition',
      caption:
        'The layer split into disjoint groups of w* neurons: each cell is the mean correlation of what two groups ' +
        'cannot predict of each other; groups that differ by independent noise only lie a little above the dashed floor.',
    }),
}

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
