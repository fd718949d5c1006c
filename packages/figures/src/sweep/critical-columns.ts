import type { ScalarInput } from '../input/curve-input.ts'
import type { ColumnOf } from '../table/figure-table.ts'
import { plateauOf } from './plateau.ts'
import type { SweepRow } from './sweep-rows.ts'

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
