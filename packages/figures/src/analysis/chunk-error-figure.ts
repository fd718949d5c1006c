import { drawCurves } from '../shapes/draw-curves.ts'
import type { MeasureFigure } from './measure-figure.ts'
import { TEST, TRAIN } from '../style/series-style.ts'

/** Error of chunks against chunk size. */
export const chunkErrorFigure: MeasureFigure = {
  measure: 'chunk-error',
  draw(measure, analysis) {
    const { readout } = measure.options
    return drawCurves(measure, analysis, {
      title: 'Error of random chunks against chunk size',
      subtitle: typeof readout === 'string' ? [`readout ${readout.toLowerCase()}`] : [],
      caption:
        'How often the network errs when its readout sees only w random neurons of the layer: dots are single ' +
        'draws, lines their means, bands the 95 % intervals of the means.',
      axis: { label: 'error (share of inputs)' },
      curves: ['testError', 'trainError'],
      style: (id) => (id === 'trainError' ? TRAIN : TEST),
    })
  },
}
