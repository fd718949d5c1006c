/** Pixels between which a column can be. */
export const narrowest = 48
export const widest = 800

export type Widths = Readonly<Record<string, number>>

/** Addresses come from anywhere: what is no width is left out, what is too small or large is brought into range. */
export function parseWidths(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry): entry is [string, number] => Number.isFinite(entry[1]))
      .map(([id, width]) => [id, toWidth(width)]),
  )
}

/** The nearest width that a column can have, in whole pixels. */
export function toWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, narrowest), widest))
}

/** The width that a key on the edge of a column gives it; undefined for keys that do nothing there. */
export function widthByKey(key: string, large: boolean, width: number, usual: number): number | undefined {
  const step = large ? 48 : 8
  const widths: Readonly<Record<string, number>> = {
    ArrowLeft: width - step,
    ArrowRight: width + step,
    Home: narrowest,
    End: widest,
    Enter: usual,
  }
  return key in widths ? toWidth(widths[key]) : undefined
}

/** The ids with one of them moved to the place of another. */
export function moved(ids: readonly string[], id: string, to: number): string[] {
  const from = ids.indexOf(id)
  if (from < 0 || to < 0 || to >= ids.length) return [...ids]
  return ids.toSpliced(from, 1).toSpliced(to, 0, id)
}
