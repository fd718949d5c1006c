import type { SweepInput } from '@mitoscope/figures'
import type { SweepPartsFragment } from '@mitoscope/schema/documents'

/** A report as the figures take it; runs and widths whose errors are not known are left out of them. */
export function toSweepInput(report: NonNullable<SweepPartsFragment['report']>): SweepInput {
  return {
    ...report,
    series: report.series.map((series) => ({
      ...series,
      fit: series.fit ?? null,
      widths: series.widths.filter(hasErrors).map(({ criticalWidth, groups, ...width }) => ({
        ...width,
        wStar: criticalWidth.value,
        wStarLow: criticalWidth.low,
        wStarHigh: criticalWidth.high,
        groups: groups.value,
        groupsLow: groups.low,
        groupsHigh: groups.high,
      })),
      runs: series.runs.filter(hasErrors).map(({ criticalWidth: { value, low, high }, ...run }) => ({
        ...run,
        wStar: value,
        low,
        high,
      })),
    })) as unknown as SweepInput['series'],
  }
}

function hasErrors(entry: {
  readonly testError?: number | null
  readonly trainError?: number | null
}): boolean {
  return entry.testError != null && entry.trainError != null
}
