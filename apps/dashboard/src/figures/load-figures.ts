type Plot = typeof import('@observablehq/plot')

let plot: Promise<Plot> | undefined

/** Loads Observable Plot with a fixed device pixel ratio, so that figures are byte-identical on every screen. */
export function loadPlot(): Promise<Plot> {
  // Once for all charts of a page; a load that failed may be tried again.
  plot ??= load().catch((error: unknown) => {
    plot = undefined
    throw error
  })
  return plot
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
