import type { PlotOptions } from '@observablehq/plot'

declare const document: NonNullable<PlotOptions['document']> & { implementation: any }

/** Creates an empty document to draw in, separate from the page. */
export function newDocument(): NonNullable<PlotOptions['document']> {
  return document.implementation.createHTMLDocument('')
}
