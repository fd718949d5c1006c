import { wideResNetScale } from './full-scales.ts'
import type { PaperFigure } from './paper-figure.ts'
import { citation, r2s, wideResNetOfPaper } from './paper-numbers.ts'
import { mnistScale } from './small-scales.ts'

export const reconstruction: PaperFigure = {
  id: 'reconstruction',
  aliases: ['fig3b'],
  version: 1,
  title: 'R² of the layer from chunks',
  shows:
    'A linear map gives the whole layer back from a chunk of the critical size, and the number of such chunks grows with width.',
  citation,
  claims: ['group-carries-layer', 'linear-growth'],
  network: wideResNetOfPaper,
  numbers: r2s,
  small: mnistScale,
  full: wideResNetScale,
}
