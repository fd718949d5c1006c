import type { Figure } from '../figure.ts'
import { renderFigure } from '../frame/render-figure.ts'
import type { AnalysisInput } from '../input/analysis-input.ts'
import { chunkErrorFigure } from './chunk-error-figure.ts'
import { chunkToChunkFigure } from './chunk-to-chunk-figure.ts'
import { decayLawFigure } from './decay-law-figure.ts'
import { drawShape } from '../shapes/draw-shape.ts'
import { groupsFigure } from './groups-figure.ts'
import type { MeasureFigure } from './measure-figure.ts'
import { reconstructionFigure } from './reconstruction-figure.ts'
import { residualCorrelationFigure } from './residual-correlation-figure.ts'
import { residualPairsFigure } from './residual-pairs-figure.ts'

/** Measures whose figure has words of its own; all others are drawn by the shape of their results. */
const figures: readonly MeasureFigure[] = [
  chunkErrorFigure,
  reconstructionFigure,
  residualCorrelationFigure,
  decayLawFigure,
  chunkToChunkFigure,
  groupsFigure,
  residualPairsFigure,
]

/** Returns the figures of one analysis in the order of its measures. A result with nothing to show has none. */
export function analysisFigures(analysis: AnalysisInput): Figure[] {
  const seen = new Map<string, number>()
  return analysis.measures.flatMap((measure) => {
    const draw = figures.find((figure) => figure.measure === measure.measure)?.draw ?? drawShape
    const drawing = draw(measure, analysis)
    if (!drawing) return []
    const count = (seen.get(measure.measure) ?? 0) + 1
    seen.set(measure.measure, count)
    return [renderFigure(count === 1 ? measure.measure : `${measure.measure}-${count}`, drawing)]
  })
}
