import { formatInterval } from '@mitoscope/analysis/format'
import { ruleY, type Markish } from '@observablehq/plot'
import { isDefined } from '../defined.ts'
import type { SeriesInput, WidthInput } from '../input/sweep-input.ts'
import { criticalMarks, floorEntry, guideLine } from '../marks/guide-marks.ts'
import { intervalBars, meanMarks } from '../marks/curve-marks.ts'
import { sizeScale, valueScale, type ValueScale } from '../scales/scales.ts'
import { FLOOR, seriesStyle } from '../style/series-style.ts'
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
import { seedMarks } from './seeds.ts'

const ONE_GROUP = {
  stroke: FLOOR.color,
  strokeDasharray: FLOOR.dash,
  strokeWidth: 1.4,
  className: 'one-group',
}

/** The main figure: number of groups against the width of the layer. */
export const groupsByWidthFigure: SweepFigure = {
  id: 'groups-by-width',
  of: 'sweep',
  draw(sweep) {
    const groups = sweep.series.flatMap(({ runs }) => runs.map((run) => run.groups)).filter(isDefined)
    if (groups.length === 0) return null
    // n = W / w*, with w* on its plateau.
    const laws = sweep.series.map((series) => {
      const plateau = plateauOf(series)
      return plateau ? [plateau.from, plateau.to].map((x) => ({ x, y: x / plateau.size })) : []
    })
    const intervals = sweep.series.flatMap(barsOf).map(({ low, high }) => [low, high] as const)
    const scale = valueScale([1, ...groups, ...laws.flat().map(({ y }) => y)], { label: 'groups W / w*', intervals }) // prettier-ignore
    return {
      title: 'Number of groups against layer width',
      subtitle: describeSweep(sweep),
      caption:
        'How many chunks that each carry the whole layer fit into it: one up to the critical width, then in ' +
        'proportion to the width; open symbols are single seeds, filled ones their mean with its 95 % interval.',
      legend: [
        ...plateauLegend(
          sweep,
          ({ size, level }) => `law W / ${formatInterval(size, level.low, level.high)}`,
        ),
        floorEntry('one group'),
      ],
      panels: [
        {
          options: ({ width }) => ({
            x: sizeScale(widthsOf(sweep), WIDTH_AXIS, width - 90),
            y: scale.options,
            marks: [
              ...sweep.series.map((series, i) =>
                criticalMarks(plateauOf(series)?.critical ?? null, seriesStyle(i).color),
              ),
              ruleY([1], ONE_GROUP),
              ...laws.map((points) => guideLine(points, 'law', LAW)),
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
            { name: 'groups', label: 'groups W / w*', of: ({ mean, run }) => (mean ?? run)?.groups },
            { name: 'groups_low', label: 'groups, low', of: ({ mean }) => mean && endsOf(mean)?.low },
            { name: 'groups_high', label: 'groups, high', of: ({ mean }) => mean && endsOf(mean)?.high },
            { name: 'law', label: 'W / w* of the plateau', of: lawAt },
            ...criticalColumns,
          ],
          'run',
        ),
    }
  },
}

function lawAt({ series, width, mean }: SweepRow): number | null {
  const plateau = mean && plateauOf(series)
  return plateau && width >= plateau.from ? width / plateau.size : null
}

/** Returns the ends of the 95 % interval of a width's groups; null where there are none. */
function endsOf({ groups, groupsLow, groupsHigh, groupsCi95: half }: WidthInput) {
  if (isDefined(groupsLow) && isDefined(groupsHigh)) return { low: groupsLow, high: groupsHigh }
  // Reports of earlier versions have a half width.
  return isDefined(groups) && isDefined(half) ? { low: groups - half, high: groups + half } : null
}

function barsOf({ widths }: SeriesInput) {
  return widths.flatMap((width) => {
    const ends = endsOf(width)
    return ends ? [{ x: width.width, ...ends }] : []
  })
}

function seriesMarks(series: SeriesInput, index: number, scale: ValueScale): Markish[] {
  const { runs, widths, weightDecay } = series
  const style = seriesStyle(index)
  const label = `weight-decay-${weightDecay}`
  const point = ({ width, groups }: { width: number; groups: number | null }) =>
    isDefined(groups) ? [{ x: width, y: groups }] : []
  return [
    ...intervalBars(barsOf(series), style.color, label, scale),
    ...meanMarks(widths.flatMap(point), style, scale, label),
    seedMarks(runs.flatMap(point), style, label, index),
  ]
}
