import type { Figure } from '../figure.ts'
import type { Drawing } from '../frame/drawing.ts'
import { renderFigure } from '../frame/render-figure.ts'
import type { SweepInput } from '../input/sweep-input.ts'
import { criticalSizeByWidthFigure } from './critical-size-by-width-figure.ts'
import { errorByWidthFigure } from './error-by-width-figure.ts'
import { excessErrorByWidthFigure } from './excess-error-by-width-figure.ts'
import { groupsByWidthFigure } from './groups-by-width-figure.ts'
import { groupsMapFigure } from './groups-map-figure.ts'
import { r2ByWidthFigure } from './r2-by-width-figure.ts'
import {
  residualCorrelationAllPairsFigure,
  residualCorrelationByWidthFigure,
} from './residual-correlation-by-width-figure.ts'
import type { SweepFigure } from './sweep-figure.ts'
import { testErrorMapFigure } from './test-error-map-figure.ts'

/** Every figure of a sweep. A new one is a file and a line here. */
const figures: readonly SweepFigure[] = [
  groupsByWidthFigure,
  criticalSizeByWidthFigure,
  r2ByWidthFigure,
  residualCorrelationByWidthFigure,
  residualCorrelationAllPairsFigure,
  errorByWidthFigure,
  excessErrorByWidthFigure,
  groupsMapFigure,
  testErrorMapFigure,
]

/** The figures of a sweep; with several weight decays, those drawn for each carry it in their id. */
export function sweepFigures(sweep: SweepInput): Figure[] {
  return [...sweepFiguresInTurn(sweep)]
}

/** The same, each drawn when it is asked for: who draws on a screen has others to answer in between. */
export function* sweepFiguresInTurn(sweep: SweepInput): Generator<Figure> {
  for (const figure of figures) {
    if (figure.of === 'sweep') {
      yield* render(figure.id, figure.draw(sweep))
      continue
    }
    for (const series of sweep.series) {
      const { length } = sweep.series
      const id = length === 1 ? figure.id : `${figure.id}-weight-decay-${series.weightDecay}`
      yield* render(id, figure.draw(series, sweep))
    }
  }
}

function render(id: string, drawing: Drawing | null): Figure[] {
  return drawing ? [renderFigure(id, drawing)] : []
}
