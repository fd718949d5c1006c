import { denseNet40Scale } from './full-scales.ts'
import type { PaperFigure } from './paper-figure.ts'
import { citation, denseNetOfPaper, denseNetR2s, denseNetTrainErrors } from './paper-numbers.ts'
import { convolutionalScale } from './small-scales.ts'

export const denseNet: PaperFigure = {
  id: 'dense-net',
  aliases: ['small-convolutional'],
  version: 1,
  title: 'DenseNet40: whole networks and chunks',
  shows: 'Densely connected networks split as residual ones do; whole ones interpolate from 352 neurons on.',
  citation,
  claims: ['group-carries-layer', 'linear-growth', 'residual-correlation', 'weight-decay'],
  network: denseNetOfPaper,
  numbers: [...denseNetTrainErrors, ...denseNetR2s],
  small: convolutionalScale,
  full: denseNet40Scale,
}
