import { ruleY } from '@observablehq/plot'
import type { Panel } from '../frame/drawing.ts'
import { curveMarks, shownIntervals, shownValues } from '../marks/curve-marks.ts'
import { criticalEntry, criticalMarks, floorEntry, guideLine, lineEntry } from '../marks/guide-marks.ts'
import { sizeScale, valueScale, type ValueScale } from '../scales/scales.ts'
import { criticalSize, describe, SIZE_AXIS } from '../shapes/describe.ts'
import { curvesTable } from '../shapes/draw-curves.ts'
import { PURPLE } from '../style/palette.ts'
import { FLOOR, TEST, TRAIN } from '../style/series-style.ts'
import type { MeasureFigure } from './measure-figures.ts'

/** Ratio up to which independent noise explains more than half of the squared correlation. */
const HALF = Math.SQRT2
const RATIO = { ...TEST, color: PURPLE }

/** Residual correlation of a layer beside that of the same layer with independent noise, and the ratio of the two. */
export const independentNoiseFigure: MeasureFigure = {
  measure: 'independent-noise',
  draw(measure, analysis) {
    const { result } = measure
    if (result.shape !== 'curves') return null
    const [layer, independent, ratio] = ['residual', 'independent', 'ratio'].map((id) =>
      result.curves.find((curve) => curve.id === id && shownValues(curve).length > 0),
    )
    if (!layer || !independent || !ratio) return null
    const { sizes, floors } = result
    const critical = criticalSize(analysis)?.size ?? null
    const floor = (floors[0]?.values ?? []).flatMap((y, i) =>
      Number.isFinite(y) ? [{ x: sizes[i], y }] : [],
    )
    const panel = (scale: ValueScale, marks: ReturnType<typeof curveMarks>): Panel => ({
      options: ({ width }) => ({
        x: sizeScale(sizes, SIZE_AXIS, width - 90),
        y: scale.options,
        marks: [...scale.backdrop, ...criticalMarks(critical), ...marks],
      }),
    })
    const both = [layer, independent]
    const correlation = valueScale([...both.flatMap(shownValues), ...floor.map(({ y }) => y)], {
      label: 'r.m.s. of ρ of residuals',
      intervals: both.flatMap(shownIntervals),
    })
    const times = valueScale([...shownValues(ratio), 1, HALF], {
      label: 'ratio without sampling noise',
      intervals: shownIntervals(ratio),
    })
    const rule = (value: number) =>
      ruleY([times.place(value)], { stroke: FLOOR.color, strokeDasharray: FLOOR.dash, strokeWidth: 1.4 })
    return {
      title: 'Residual correlation against independent noise',
      subtitle: describe(measure, analysis),
      caption:
        'How correlated what w random neurons leave of the others is, in the layer and in one with the same shared signals and ' +
        'independent noise. The other panel shows their ratio: at 1 independent noise explains all, above √2 less than half of ρ².',
      legend: [
        lineEntry(layer.label, TEST),
        lineEntry(independent.label, TRAIN),
        lineEntry(ratio.label, RATIO),
        floorEntry(floors[0]?.label ?? 'uncorrelated residuals'),
        ...criticalEntry(critical, 'w*'),
      ],
      panels: [
        panel(correlation, [
          guideLine(
            floor.map(({ x, y }) => ({ x, y: correlation.place(y) })),
            'uncorrelated floor',
          ),
          ...curveMarks(sizes, layer, TEST, correlation, -5),
          ...curveMarks(sizes, independent, TRAIN, correlation, 5),
        ]),
        panel(times, [rule(1), rule(HALF), ...curveMarks(sizes, ratio, RATIO, times)]),
      ],
      table: () => curvesTable(sizes, [layer, independent, ratio], floors, critical),
    }
  },
}
