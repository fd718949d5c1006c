import type { PlotOptions } from '@observablehq/plot'
import { parseHTML } from 'linkedom'

/** An empty document to draw in, where there is no browser. */
export function newDocument(): NonNullable<PlotOptions['document']> {
  return parseHTML('<html></html>').document as never
}
