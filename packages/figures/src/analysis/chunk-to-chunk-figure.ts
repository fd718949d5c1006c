import { residualFloor } from '@mitoscope/analysis/format'
import type { Markish } from '@observablehq/plot'
import type { Panel } from '../frame/drawing.ts'
import type { CurveInput } from '../input/analysis-input.ts'
import { criticalEntry, criticalMarks, floorEntry, guideLine, lineEntry } from '../marks/guide-marks.ts'
import { curveMarks, shownIntervals, shownValues } from '../marks/curve-marks.ts'
import { sizeScale, valueScale, type ValueScale } from '../scales/scales.ts'
import { TEST, TRAIN } from '../style/series-style.ts'
import { curvesTable } from '../shapes/draw-curves.ts'
import { criticalSize, describe, SIZE_AXIS } from '../shapes/describe.ts'
import { EXPLAINED, type MeasureFigure } from './measure-figures.ts'

/** Maps between disjoint chunks: their R², and the correlation of their residuals. */
export const chunkToChunkFigure: MeasureFigure = {
  measure: 'chunk-to-chunk',
  draw(measure, analysis) {
    const { result } = measure
    if (result.shape !== 'curves') return null
    const curve = (id: string) =>
      result.curves.find((candidate) => candidate.id === id && shownValues(candidate).length > 0)
    const [r2, correlation] = [curve('chunkToChunkR2'), curve('chunkToChunkCorrelation')]
    const critical = criticalSize(analysis)?.size ?? null
    const panel = (of: CurveInput, scale: ValueScale, behind: Markish[] = []): Panel => ({
      options: ({ width }) => ({
        x: sizeScale(result.sizes, SIZE_AXIS, width - 90),
        y: scale.options,
        marks: [
          ...scale.backdrop,
          ...criticalMarks(critical),
          ...behind,
          ...curveMarks(result.sizes, of, of === r2 ? TEST : TRAIN, scale),
        ],
      }),
    })
    const panels: Panel[] = []
    const floors = result.sizes.map((size) => residualFloor(analysis.noiseFloor, size))
    if (r2) {
      const options = { label: 'R² between chunks', complement: true, resolution: EXPLAINED }
      panels.push(panel(r2, valueScale(shownValues(r2), { ...options, intervals: shownIntervals(r2) })))
    }
    if (correlation) {
      const scale = valueScale([...shownValues(correlation), ...floors.filter(Number.isFinite)], {
        label: 'mean |ρ| of residuals',
        intervals: shownIntervals(correlation),
      })
      panels.push(
        panel(correlation, scale, [
          guideLine(
            result.sizes.flatMap((x, i) =>
              Number.isFinite(floors[i]) ? [{ x, y: scale.place(floors[i]) }] : [],
            ),
            'noiseFloor floor',
          ),
        ]),
      )
    }
    if (panels.length === 0) return null
    return {
      title: 'Maps between two disjoint chunks',
      subtitle: describe(measure, analysis),
      caption:
        'How well w random neurons predict w others (R²), and how correlated what they miss is (|ρ|): the dotted floor is ' +
        'that of uncorrelated residuals, and chunks that differ by independent noise only lie a little above it.',
      legend: [
        ...(r2 ? [lineEntry('R² between chunks', TEST)] : []),
        ...(correlation
          ? [lineEntry('mean |ρ| of residuals', TRAIN), floorEntry('uncorrelated residuals')]
          : []),
        ...criticalEntry(critical, 'w*'),
      ],
      panels,
      table: () =>
        curvesTable(
          result.sizes,
          [r2, correlation].filter((one) => one !== undefined),
          correlation
            ? [
                {
                  id: 'noiseFloor',
                  label: 'uncorrelated residuals',
                  values: floors,
                },
              ]
            : [],
          critical,
        ),
    }
  },
}
