import { formatNumber } from '@mitoscope/analysis/format'
import type { Drawing } from '../frame/drawing.ts'
import type { RunInput, SeriesInput, SweepInput, WidthInput } from '../input/sweep-input.ts'
import type { ColumnOf } from '../table/figure-table.ts'

/** A figure of a whole sweep, or of each weight decay. */
export type SweepFigure =
  | { readonly id: string; readonly of: 'sweep'; readonly draw: (sweep: SweepInput) => Drawing | null }
  | {
      readonly id: string
      readonly of: 'series'
      readonly draw: (series: SeriesInput, sweep: SweepInput) => Drawing | null
    }

export const WIDTH_AXIS = 'layer width W (neurons)'

/** Describes a sweep in one line. */
export function describeSweep({ title, threshold, provenance }: SweepInput, ...more: string[]): string {
  const draws = provenance.draws === 1 ? '1 draw' : `${provenance.draws} draws`
  return [title, ...more, `τ = ${formatNumber(threshold)}`, `${draws} of chunks`].join(' · ')
}

/** Returns the label of a series: "weight decay 0.002". */
export function weightDecayOf({ weightDecay }: SeriesInput): string {
  return decayLabel(weightDecay)
}

export function decayLabel(weightDecay: number): string {
  return `weight decay ${formatNumber(weightDecay)}`
}

/** Returns the widths of a sweep's runs, ascending. */
export function widthsOf(sweep: Pick<SweepInput, 'series'>): number[] {
  const widths = sweep.series.flatMap(({ runs }) => runs.map(({ width }) => width))
  return [...new Set(widths)].sort((a, b) => a - b)
}

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
