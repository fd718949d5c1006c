import { formatNumber } from '@mitoscope/analysis/format'
import type { SweepFigure } from './sweep-figure.ts'
import { drawWidthDecayMap } from './width-decay-map.ts'

/** The training error over width × weight decay. */
export const trainErrorMapFigure: SweepFigure = {
  id: 'train-error-map',
  of: 'sweep',
  draw: (sweep) =>
    drawWidthDecayMap(sweep, {
      title: 'Training error by layer width and weight decay',
      caption:
        'Share of training inputs that whole networks get wrong, mean over seeds: 0 where they interpolate, without which ' +
        'no groups are expected.',
      legend: 'training error:',
      quantity: 'train_error',
      of: ({ trainError }) => trainError,
      format: (value) => formatNumber(Number(value.toPrecision(2))),
    }),
}
