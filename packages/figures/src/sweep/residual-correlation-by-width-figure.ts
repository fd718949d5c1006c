import { residualFloor } from '@mitoscope/analysis/format'
import type { Drawing } from '../frame/drawing.ts'
import type { MeanCurveInput } from '../input/analysis-input.ts'
import type { RunInput, SeriesInput, SweepInput } from '../input/sweep-input.ts'
import { floorEntry, guideLine } from '../marks/guide-marks.ts'
import { drawByWidth } from './draw-by-width.ts'
import type { SweepFigure } from './sweep-figure.ts'

/** Residual correlation against chunk size, a line for each width. */
export const residualCorrelationByWidthFigure: SweepFigure = {
  id: 'residual-correlation-by-width',
  of: 'series',
  draw: (series, sweep) =>
    drawCorrelation(series, sweep, {
      quantity: 'residual_correlation',
      caption:
        'The layer is predicted from w of its neurons: how much what is left of two other neurons still goes together, ' +
        'mean over pairs and seeds. The dotted floor is that of uncorrelated residuals; independent noise lies above it.',
      label: 'mean |ρ| of residuals',
      curveOf: ({ residualCorrelation }) => residualCorrelation,
    }),
}

/** Residual correlation over all pairs, as the paper defines it. Reports of earlier versions have no such figure. */
export const residualCorrelationAllPairsFigure: SweepFigure = {
  id: 'residual-correlation-all-pairs-by-width',
  of: 'series',
  draw: (series, sweep) =>
    drawCorrelation(series, sweep, {
      quantity: 'residual_correlation_all_pairs',
      caption:
        'The layer is predicted from w of its neurons: how much what is left of two neurons still goes together, as the ' +
        'paper counts it. Pairs that touch the w neurons count as 0, so that lines fall below the floor of uncorrelated residuals.',
      label: 'mean |ρ| of residuals, all pairs',
      curveOf: ({ residualCorrelationAllPairs }) => residualCorrelationAllPairs ?? nothing,
    }),
}

const nothing: MeanCurveInput = { id: '', label: '', mean: [], ci95: [] }

interface CorrelationWords {
  readonly quantity: string
  readonly caption: string
  readonly label: string
  readonly curveOf: (run: RunInput) => MeanCurveInput
}

function drawCorrelation(
  series: SeriesInput,
  sweep: SweepInput,
  { quantity, caption, label, curveOf }: CorrelationWords,
): Drawing | null {
  const floors = [...new Set(series.runs.map(({ noiseFloor }) => noiseFloor))]
  const ascending = series.runs
    .flatMap((run) => run.sizes.filter((size) => size < run.width))
    .toSorted((a, b) => a - b)
  const sizes = [...new Set(ascending)]
  return drawByWidth(series, sweep, {
    quantity,
    against: [
      {
        name: 'noise_floor',
        label: 'uncorrelated residuals',
        of: ({ width, x }) => {
          const own = series.runs.find((run) => run.width === width)
          return own && residualFloor(own.noiseFloor, x)
        },
      },
    ],
    title: 'Correlation of what chunks leave unexplained, by layer width',
    caption,
    axis: { label },
    curveOf,
    also: floors.map((floor) => residualFloor(floor, sizes[0])),
    behind: (scale) =>
      floors.map((floor) =>
        guideLine(
          sizes.flatMap((x) => {
            const y = residualFloor(floor, x)
            return Number.isFinite(y) ? [{ x, y: scale.place(y) }] : []
          }),
          'floor',
        ),
      ),
    legend: [floorEntry('uncorrelated residuals')],
  })
}
/** Residual correlation against chunk size, with a line for each width. */
