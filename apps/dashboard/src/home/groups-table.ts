import type { SweepCardFragment } from '@mitoscope/schema/documents'

export interface Series {
  readonly weightDecay: number
  readonly widths: readonly { readonly width: number; readonly groups: number | null }[]
}

/** The groups of each width, one entry per series; null where nothing was measured. */
export function toGroupRows(
  series: readonly Series[],
): { readonly width: number; readonly groups: readonly (number | null)[] }[] {
  const widths = new Set(series.flatMap(({ widths: all }) => all.map(({ width }) => width)))
  return [...widths]
    .sort((a, b) => a - b)
    .map((width) => ({
      width,
      groups: series.map(({ widths: all }) => all.find((each) => each.width === width)?.groups ?? null),
    }))
}

type Report = NonNullable<SweepCardFragment['report']>

/** The groups of a report without their intervals. */
export function toGroupSeries(series: Report['series']): Series[] {
  return series.map(({ weightDecay, widths }) => ({
    weightDecay,
    widths: widths.map(({ width, groups }) => ({ width, groups: groups.value })),
  }))
}
