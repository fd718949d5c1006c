import { isDefined } from '../defined.ts'
import type { LegendEntry } from '../frame/drawing.ts'
import type { ScalarInput } from '../input/analysis-input.ts'
import type { SeriesInput, SweepInput } from '../input/sweep-input.ts'
import { criticalEntry, floorEntry, lineEntry } from '../marks/guide-marks.ts'
import { INK } from '../style/palette.ts'
import { seriesStyle } from '../style/series-style.ts'
import type { ColumnOf } from '../table/figure-table.ts'
import { type SweepRow, weightDecayOf } from './sweep-figure.ts'

export const LAW = { color: INK, dash: '7 3 1 3' }

/** A fitted plateau of w* that the data support. */
export interface Plateau {
  readonly critical: ScalarInput
  readonly level: ScalarInput
  /** Critical width, where the plateau begins; `to` is the largest width. */
  readonly from: number
  readonly to: number
  readonly size: number
}

/** Returns the plateau of a series; null if none was fitted, or none is supported. */
export function plateauOf({ fit, runs }: SeriesInput): Plateau | null {
  if (!fit?.supported) return null
  const { criticalWidth: critical, plateau: level } = fit
  const to = Math.max(...runs.map(({ width }) => width))
  if (!isDefined(critical.value) || !isDefined(level.value) || critical.value >= to) return null
  return { critical, level, from: critical.value, to, size: level.value }
}

/** Returns the legend of every series with its plateau, described by `say`. */
export function plateauLegend({ series }: SweepInput, say: (plateau: Plateau) => string): LegendEntry[] {
  const several = series.filter(plateauOf).length > 1
  return series.flatMap((one, i) => {
    const plateau = plateauOf(one)
    const whose = several ? ` (${weightDecayOf(one)})` : ''
    const style = seriesStyle(i)
    const fitted = plateau
      ? [
          floorEntry(say(plateau) + whose, LAW),
          ...criticalEntry(plateau.critical, `critical width${whose}`, style.color),
        ]
      : []
    return [lineEntry(weightDecayOf(one), style), ...fitted]
  })
}

const ofMeans =
  (read: (critical: ScalarInput) => number | null): ColumnOf<SweepRow>['of'] =>
  ({ series, mean }) => {
    const plateau = mean && plateauOf(series)
    return plateau && read(plateau.critical)
  }

/** Columns of the critical width of a row's weight decay with its 95 % interval; null without a supported plateau. */
export const criticalColumns: readonly ColumnOf<SweepRow>[] = [
  { name: 'critical_width', detail: true, of: ofMeans(({ value }) => value) },
  { name: 'critical_width_low', detail: true, of: ofMeans(({ low }) => low) },
  { name: 'critical_width_high', detail: true, of: ofMeans(({ high }) => high) },
]
