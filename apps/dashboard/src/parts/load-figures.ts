/** Observable Plot, which draws the same bytes on every screen: it would shift marks by half a pixel on some. */
export async function loadPlot(): Promise<typeof import('@observablehq/plot')> {
  // It asks once, while it loads, how fine the screen is.
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
