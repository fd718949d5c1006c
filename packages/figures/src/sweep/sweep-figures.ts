import type { Figure } from '../figure.ts'
import { drawFinding } from '../findings/draw-finding.ts'
import type { Drawing } from '../frame/drawing.ts'
import { renderFigure } from '../frame/render-figure.ts'
import type { SweepInput } from '../input/sweep-input.ts'
import { criticalSizeByWidthFigure } from './critical-size-by-width-figure.ts'
import { errorByWidthFigure } from './error-by-width-figure.ts'
import { excessErrorByWidthFigure, excessErrorToEnsembleFigure } from './excess-error-by-width-figure.ts'
import { groupsByWidthFigure } from './groups-by-width-figure.ts'
import { mapFigures } from './map-figures.ts'
import { r2ByWidthFigure } from './r2-by-width-figure.ts'
import {
  residualCorrelationAllPairsFigure,
  residualCorrelationByWidthFigure,
} from './residual-correlation-by-width-figure.ts'
import type { SweepFigure } from './sweep-figure.ts'

/** Figures of a sweep, except those of its findings. To add one, add a file and a line here. */
const figures: readonly SweepFigure[] = [
  groupsByWidthFigure,
  criticalSizeByWidthFigure,
  r2ByWidthFigure,
  residualCorrelationByWidthFigure,
  residualCorrelationAllPairsFigure,
  errorByWidthFigure,
  excessErrorByWidthFigure,
  excessErrorToEnsembleFigure,
  ...mapFigures,
]

/** Returns the figures of a sweep. With several weight decays, the ids of figures of each contain it. */
export function sweepFigures(sweep: SweepInput): Figure[] {
  return [...sweepFiguresInTurn(sweep)]
}

/** Yields the figures of a sweep, each drawn when it is asked for, so that the caller can do other work in between. */
export function* sweepFiguresInTurn(sweep: SweepInput): Generator<Figure> {
  const { length } = sweep.series
  const idOf = (id: string, weightDecay: number) => (length === 1 ? id : `${id}-weight-decay-${weightDecay}`)
  for (const figure of figures) {
    if (figure.of === 'sweep') {
      yield* render(figure.id, figure.draw(sweep))
      continue
    }
    for (const series of sweep.series) {
      yield* render(idOf(figure.id, series.weightDecay), figure.draw(series, sweep))
    }
  }
  for (const finding of sweep.findings ?? []) {
    const { id, weightDecay } = finding
    yield* render(weightDecay === null ? id : idOf(id, weightDecay), drawFinding(finding, sweep))
  }
}

function render(id: string, drawing: Drawing | null): Figure[] {
  return drawing ? [renderFigure(id, drawing)] : []
}
