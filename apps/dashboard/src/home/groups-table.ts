import type { Series } from './groups-sparkline.tsx'

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
