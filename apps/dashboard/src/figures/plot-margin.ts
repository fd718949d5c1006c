import type { PlotOptions, plot } from '@observablehq/plot'

/** Pixels of a digit of a tick label at most, and of what stands between the labels and the axis. */
const [digitWidth, gap] = [6.5, 14]

/**
 * Left margin, in pixels, that has room for the longest tick label of the y axis: `least`, or more. The axis is drawn by
 * itself to see its labels; `values` are those that it has to reach.
 */
export function leftMargin(
  draw: typeof plot,
  { y, height }: Pick<PlotOptions, 'y' | 'height'>,
  values: readonly (number | null | undefined)[],
  least: number,
): number {
  const finite = values.filter((value) => Number.isFinite(value)) as number[]
  if (finite.length === 0) return least
  const [low, high] = finite.reduce(
    ([from, to], value) => [Math.min(from, value), Math.max(to, value)],
    [Infinity, -Infinity],
  )
  const axis = draw({ height, y: { domain: [low, high], ...y }, marks: [] })
  const labels = axis.querySelectorAll('[aria-label="y-axis tick label"] text')
  const longest = Math.max(0, ...[...labels].map((label) => label.textContent?.length ?? 0))
  return Math.max(least, Math.ceil(gap + digitWidth * longest))
}
