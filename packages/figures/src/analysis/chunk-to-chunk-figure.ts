import { ruleY, type Markish } from '@observablehq/plot'
import type { Panel } from '../frame/drawing.ts'
import type { CurveInput } from '../input/curve-input.ts'
import { criticalEntry, criticalMarks } from '../marks/critical-marks.ts'
import { curveMarks, shownIntervals, shownValues } from '../marks/curve-marks.ts'
import { floorEntry, lineEntry } from '../marks/legend-entry.ts'
import { sizeScale, valueScale, type ValueScale } from '../scales/scales.ts'
import { FLOOR, TEST, TRAIN } from '../style/series-style.ts'
import { curvesTable } from '../shapes/curves-table.ts'
import { criticalSize, describe, SIZE_AXIS } from '../shapes/describe.ts'
import type { MeasureFigure } from './measure-figure.ts'
import { EXPLAINED } from './reconstruction-figure.ts'

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
    const { noiseFloor } = analysis
    if (r2) {
      const options = { label: 'R² between chunks', complement: true, resolution: EXPLAINED }
      panels.push(panel(r2, valueScale(shownValues(r2), { ...options, intervals: shownIntervals(r2) })))
    }
    if (correlation) {
      const scale = valueScale([...shownValues(correlation), noiseFloor], {
        label: 'mean |ρ| of residuals',
        intervals: shownIntervals(correlation),
      })
      const { color, dash } = FLOOR
      panels.push(
        panel(correlation, scale, [
          ruleY([noiseFloor], { stroke: color, strokeDasharray: dash, strokeWidth: 1.4 }),
        ]),
      )
    }
    if (panels.length === 0) return null
    return {
      title: 'Maps between two disjoint chunks',
      subtitle: describe(measure, analysis),
      caption:
        'How well w random neurons predict w others (R²), and how correlated what they miss is (|ρ|): at the ' +
        'dotted floor the two chunks differ by independent noise only.',
      legend: [
        ...(r2 ? [lineEntry('R² between chunks', TEST)] : []),
        ...(correlation
          ? [lineEntry('mean |ρ| of residuals', TRAIN), floorEntry('independent residuals')]
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
                  label: 'independent residuals',
                  values: result.sizes.map(() => noiseFloor),
                },
              ]
            : [],
          critical,
        ),
    }
  },
}
