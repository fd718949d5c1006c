import { cifar100Scale } from './full-scales.ts'
import type { PaperFigure } from './paper-figure.ts'
import { citation } from './paper-numbers.ts'
import { narrowResNetScale } from './small-scales.ts'

export const cifar100: PaperFigure = {
  id: 'cifar-100',
  aliases: ['narrow-wide-resnet'],
  version: 1,
  title: 'Wide-ResNets on harder data',
  shows: 'On CIFAR-100 chunks of Wide-ResNet28 behave as on CIFAR-10.',
  citation,
  claims: ['group-carries-layer', 'decay-exponent', 'linear-growth'],
  network: '',
  numbers: [],
  small: narrowResNetScale,
  full: cifar100Scale,
}
