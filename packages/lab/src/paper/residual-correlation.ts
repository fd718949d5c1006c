import { wideResNetScale } from './full-scales.ts'
import type { PaperFigure } from './paper-figure.ts'
import { citation, correlations, wideResNetOfPaper } from './paper-numbers.ts'
import { mnistScale } from './small-scales.ts'

export const residualCorrelation: PaperFigure = {
  id: 'residual-correlation',
  aliases: ['fig3c'],
  version: 1,
  title: 'Correlation of residuals',
  shows: 'What a chunk above the critical size leaves unexplained of the other neurons is independent noise.',
  citation,
  claims: ['residual-correlation'],
  network: wideResNetOfPaper,
  numbers: correlations,
  small: mnistScale,
  full: wideResNetScale,
}
