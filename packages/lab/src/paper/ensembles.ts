import { wideResNetEnsembleScale } from './full-scales.ts'
import type { PaperFigure } from './paper-figure.ts'
import { citation } from './paper-numbers.ts'
import { ensembleScale } from './small-scales.ts'

export const ensembles: PaperFigure = {
  id: 'ensembles',
  aliases: [],
  version: 1,
  title: 'A wide network against an ensemble of narrow ones',
  shows:
    'In one of the paper’s tasks a wide network of several groups does better than an ensemble of as many networks of a group’s width.',
  citation,
  claims: ['network-decay', 'decay-exponent', 'linear-growth'],
  network: '',
  numbers: [],
  small: ensembleScale,
  full: wideResNetEnsembleScale,
}
