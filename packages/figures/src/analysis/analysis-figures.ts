import type { Figure } from '../figure.ts'
import { renderFigure } from '../frame/render-figure.ts'
import type { AnalysisInput } from '../input/analysis-input.ts'
import {
  chunkErrorFigure,
  decayLawFigure,
  groupsFigure,
  type MeasureFigure,
  reconstructionFigure,
  residualCorrelationFigure,
  residualPairsFigure,
} from './measure-figures.ts'
import { chunkToChunkFigure } from './chunk-to-chunk-figure.ts'
import { independentNoiseFigure } from './independent-noise-figure.ts'
import { drawShape } from '../shapes/draw-shape.ts'

/** Measures whose figure has words of its own; all others are drawn by the shape of their results. */
const figures: readonly MeasureFigure[] = [
  chunkErrorFigure,
  reconstructionFigure,
  residualCorrelationFigure,
  independentNoiseFigure,
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
