import { wideResNetScale } from './full-scales.ts'
import type { PaperFigure } from './paper-figure.ts'
import { citation, excessErrors, wideResNetOfPaper } from './paper-numbers.ts'
import { mnistScale } from './small-scales.ts'

export const chunkError: PaperFigure = {
  id: 'chunk-error',
  aliases: ['fig2a'],
  version: 1,
  title: 'Test error of chunks',
  shows:
    'Above a critical size the test error of chunks of a wide layer approaches its limit as w^(−1/2), as that of whole networks of that width does.',
  citation,
  claims: ['decay-exponent', 'network-decay', 'group-carries-layer'],
  network: wideResNetOfPaper,
  numbers: excessErrors,
  small: mnistScale,
  full: wideResNetScale,
}
