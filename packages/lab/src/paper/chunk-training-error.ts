import { wideResNetScale } from './full-scales.ts'
import type { PaperFigure } from './paper-figure.ts'
import { citation, trainErrors, wideResNetOfPaper } from './paper-numbers.ts'
import { mnistScale } from './small-scales.ts'

export const chunkTrainingError: PaperFigure = {
  id: 'chunk-training-error',
  aliases: ['fig3a'],
  version: 1,
  title: 'Training error of chunks',
  shows: 'Chunks above the critical size interpolate the training set as the whole layer does.',
  citation,
  claims: ['group-carries-layer'],
  network: wideResNetOfPaper,
  numbers: trainErrors,
  small: mnistScale,
  full: wideResNetScale,
}
