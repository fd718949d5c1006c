import { denseNet28Scale } from './full-scales.ts'
import type { PaperFigure } from './paper-figure.ts'
import { citation } from './paper-numbers.ts'
import { mnistScale } from './small-scales.ts'

export const dynamics: PaperFigure = {
  id: 'dynamics',
  aliases: [],
  version: 1,
  title: 'Groups over the training',
  shows: 'Groups form late in the training, when the training error reaches 0.',
  citation,
  claims: ['after-interpolation'],
  network: '',
  numbers: [],
  small: { ...mnistScale, epochs: true, expected: { ...mnistScale.expected, minutes: 8 } },
  full: denseNet28Scale,
}
