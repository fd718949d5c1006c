import { formatNumber } from '@mitoscope/analysis/format'
import type { SweepFigure } from './sweep-figure.ts'
import { drawWidthDecayMap } from './width-decay-map.ts'

/** The test error over width × weight decay. */
export const testErrorMapFigure: SweepFigure = {
  id: 'test-error-map',
  of: 'sweep',
  draw: (sweep) =>
    drawWidthDecayMap(sweep, {
      title: 'Test error by layer width and weight decay',
      caption:
        'Share of test inputs that whole networks get wrong, mean over seeds: the paler, the better. Read beside the map ' +
        'of groups, it says whether layers that split into groups are also the ones that err least.',
      legend: 'test error:',
      quantity: 'test_error',
      of: ({ testError }) => testError,
      format: (value) => formatNumber(Number(value.toPrecision(2))),
    }),
}
