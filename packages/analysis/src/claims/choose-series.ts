import type { SweepReport, SweepSeries } from '../sweep/sweep-report.ts'

/** The regularised runs that a claim is about: of the weight decays above 0, the one with most runs, then the strongest. */
export function regularised({ series }: SweepReport): SweepSeries | undefined {
  return series
    .filter(({ weightDecay }) => weightDecay > 0)
    .toSorted((a, b) => b.runs.length - a.runs.length || b.weightDecay - a.weightDecay)[0]
}

/** The runs without weight decay. */
export function unregularised({ series }: SweepReport): SweepSeries | undefined {
  return series.find(({ weightDecay }) => weightDecay === 0)
}

export const noSeries = 'No run has weight decay, and the claim is about regularised networks.'
