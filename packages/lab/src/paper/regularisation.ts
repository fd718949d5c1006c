import { parityFullScale } from './full-scales.ts'
import type { PaperFigure } from './paper-figure.ts'
import { citation } from './paper-numbers.ts'
import { parityScale } from './small-scales.ts'

export const regularisation: PaperFigure = {
  id: 'regularisation',
  aliases: ['parity-mnist'],
  version: 1,
  title: 'Groups with and without weight decay',
  shows:
    'Fully connected networks on the parity of MNIST split into groups when they are regularised, and hardly when not.',
  citation,
  claims: ['weight-decay', 'linear-growth'],
  network: '',
  numbers: [],
  small: parityScale,
  full: parityFullScale,
}
