import type { PlotOptions } from '@observablehq/plot'

declare const document: NonNullable<PlotOptions['document']> & { implementation: any }

/** An empty document to draw in, apart from the page. */
export function newDocument(): NonNullable<PlotOptions['document']> {
  return document.implementation.createHTMLDocument('')
}
