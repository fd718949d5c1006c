import type { RunInput, SeriesInput, WidthInput } from '../input/sweep-input.ts'
import type { ColumnOf } from '../table/figure-table.ts'

/** A row of a sweep's table: means over the runs of a width, or one of these runs. */
export interface SweepRow {
  readonly series: SeriesInput
  readonly width: number
  readonly mean?: WidthInput
  readonly run?: RunInput
  /** Number of the run among those of its width, from 1; null for means. */
  readonly number: number | null
}

/** Returns the rows of means over seeds, then those of every run. */
export function sweepRows(all: readonly SeriesInput[]): SweepRow[] {
  const means = all.flatMap((series) =>
    series.widths.map((mean) => ({ series, width: mean.width, mean, number: null })),
  )
  const runs = all.flatMap((series) => {
    const seen = new Map<number, number>()
    return series.runs.map((run) => {
      const number = (seen.get(run.width) ?? 0) + 1
      seen.set(run.width, number)
      return { series, width: run.width, run, number }
    })
  })
  return [...means, ...runs]
}

/** First columns of every table of a sweep; `run` numbers single runs. */
export const sweepColumns: readonly ColumnOf<SweepRow>[] = [
  { name: 'weight_decay', of: ({ series }) => series.weightDecay },
  { name: 'width', of: ({ width }) => width },
  { name: 'run', of: ({ number }) => number },
  { name: 'seed', detail: true, of: ({ run }) => run?.seed },
]
