import { formatNumber } from '@mitoscope/analysis/format'
import type { SeriesInput, SweepInput } from '../input/sweep-input.ts'

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
