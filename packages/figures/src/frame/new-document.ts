import type { PlotOptions } from '@observablehq/plot'
import { parseHTML } from 'linkedom'

/** Creates an empty document to draw in, outside a browser. */
export function newDocument(): NonNullable<PlotOptions['document']> {
  return parseHTML('<html></html>').document as never
}
