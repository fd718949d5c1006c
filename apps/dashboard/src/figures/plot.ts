import type { PlotOptions } from '@observablehq/plot'

type Plot = typeof import('@observablehq/plot')

let loaded: Promise<Plot> | undefined

/** Loads Observable Plot with a fixed device pixel ratio, so that figures are byte-identical on every screen. */
export function loadPlot(): Promise<Plot> {
  // Once for all charts of a page; a load that failed may be tried again.
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined
    throw error
  })
  return loaded
}

async function load(): Promise<Plot> {
  // Plot wants one at once. A browser's first takes it up to 50 ms: better while the scripts are on their way.
  setTimeout(() => new Intl.NumberFormat('en-US'))
  // It asks, while it loads, how fine the screen is.
  const own = Object.getOwnPropertyDescriptor(window, 'devicePixelRatio')
  Object.defineProperty(window, 'devicePixelRatio', { configurable: true, value: 2 })
  try {
    return await import('@observablehq/plot')
  } finally {
    if (own) Object.defineProperty(window, 'devicePixelRatio', own)
    else Reflect.deleteProperty(window, 'devicePixelRatio')
  }
}

/** The figures of sweeps and analyses: the same bytes that `mitoscope` writes. They come after the page that shows them. */
export async function loadFigures(): Promise<typeof import('@mitoscope/figures')> {
  await loadPlot()
  return import('@mitoscope/figures')
}

/** Pixels of a digit of a tick label at most, and of what stands between the labels and the axis. */
const [digitWidth, gap] = [6.5, 14]

/**
 * Left margin, in pixels, that has room for the longest tick label of the y axis: `least`, or more. The axis is drawn by
 * itself to see its labels; `values` are those that it has to reach.
 */
export function leftMargin(
  draw: Plot['plot'],
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
