import { formatInterval } from '@mitoscope/analysis/format'
import { link, type Markish } from '@observablehq/plot'
import { isDefined } from '../defined.ts'
import type { SeriesInput } from '../input/sweep-input.ts'
import { criticalMarks, floorEntry, guideLine } from '../marks/guide-marks.ts'
import { meanMarks } from '../marks/curve-marks.ts'
import { sizeScale, valueScale, type ValueScale } from '../scales/scales.ts'
import { seriesStyle } from '../style/series-style.ts'
import { tableOf } from '../table/figure-table.ts'
import { criticalColumns, LAW, plateauLegend, plateauOf } from './plateau.ts'
import {
  describeSweep,
  sweepColumns,
  type SweepFigure,
  type SweepRow,
  sweepRows,
  WIDTH_AXIS,
  widthsOf,
} from './sweep-figure.ts'
import { seedMarks, seedShift } from './seeds.ts'

/** Size of a group against the width of the layer. */
export const criticalSizeByWidthFigure: SweepFigure = {
  id: 'critical-size-by-width',
  of: 'sweep',
  draw(sweep) {
    const runs = sweep.series.flatMap((series) => series.runs)
    const sizes = runs.flatMap(({ wStar, low, high }) => [wStar, low, high]).filter(isDefined)
    if (!runs.some(({ wStar }) => isDefined(wStar))) return null
    const widths = widthsOf(sweep)
    // A little longer than the data, so that even a single width has a diagonal.
    const ends = [widths[0] / 1.1, widths.at(-1)! * 1.1]
    const scale = valueScale([...sizes, ...ends], { label: 'critical chunk size w* (neurons)' })
    const plateaus = sweep.series.map(plateauOf)
    return {
      title: 'Size of a group against layer width',
      subtitle: describeSweep(sweep),
      caption:
        'The fewest random neurons that carry the whole layer (R² ≥ τ): on the diagonal the layer is one group, ' +
        'on a plateau every wider layer holds more groups of the same size.',
      legend: [
        ...plateauLegend(
          sweep,
          ({ size, level }) => `plateau ${formatInterval(size, level.low, level.high)}`,
        ),
        floorEntry('w* = W, one group'),
      ],
      panels: [
        {
          options: ({ width }) => ({
            x: sizeScale(widths, WIDTH_AXIS, width - 90),
            y: scale.options,
            marks: [
              ...plateaus.map((plateau, i) => criticalMarks(plateau?.critical ?? null, seriesStyle(i).color)),
              guideLine(ends.map((x) => ({ x, y: x })), 'diagonal'), // prettier-ignore
              ...plateaus.map(
                (plateau) =>
                plateau ? guideLine([plateau.from, plateau.to].map((x) => ({ x, y: plateau.size })), 'law', LAW) : null, // prettier-ignore
              ),
              ...sweep.series.map((series, i) => seriesMarks(series, i, scale)),
            ],
          }),
        },
      ],
      table: () =>
        tableOf(
          sweepRows(sweep.series),
          [
            ...sweepColumns,
            { name: 'w_star', label: 'w*', of: ({ mean, run }) => (mean ?? run)?.wStar },
            {
              name: 'w_star_low',
              label: 'w*, low',
              detail: true,
              of: ({ mean, run }) => mean?.wStarLow ?? run?.low,
            },
            {
              name: 'w_star_high',
              label: 'w*, high',
              detail: true,
              of: ({ mean, run }) => mean?.wStarHigh ?? run?.high,
            },
            { name: 'plateau', label: 'plateau of w*', of: plateauAt },
            ...criticalColumns,
          ],
          'run',
        ),
    }
  },
}

function plateauAt({ series, width, mean }: SweepRow): number | null {
  const plateau = mean && plateauOf(series)
  return plateau && width >= plateau.from ? plateau.size : null
}

function seriesMarks(
  { runs, widths, weightDecay }: SeriesInput,
  index: number,
  scale: ValueScale,
): Markish[] {
  const style = seriesStyle(index)
  const label = `weight-decay-${weightDecay}`
  const point = ({ width, wStar }: { width: number; wStar: number | null }) =>
    isDefined(wStar) ? [{ x: width, y: wStar }] : []
  const bars = runs.filter(({ wStar, low, high }) => [wStar, low, high].every(isDefined))
  const bar = { dx: seedShift(index), stroke: style.color, strokeWidth: 1, className: `${label} interval` }
  return [
    link(bars, { x: 'width', y1: 'low', y2: 'high', ...bar }),
    ...meanMarks(widths.flatMap(point), style, scale, label),
    seedMarks(runs.flatMap(point), style, label, index),
  ]
}
