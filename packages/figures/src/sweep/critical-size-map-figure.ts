import type { SweepFigure } from './sweep-figure.ts'
import { drawWidthDecayMap } from './width-decay-map.ts'

/** The size of a group over width × weight decay. */
export const criticalSizeMapFigure: SweepFigure = {
  id: 'critical-size-map',
  of: 'sweep',
  draw: (sweep) =>
    drawWidthDecayMap(sweep, {
      title: 'Size of a group by layer width and weight decay',
      caption:
        'The fewest random neurons that carry the whole layer (w*), mean over seeds: the darker, the more. Where a row keeps ' +
        'its colour while the layer widens, groups have a size of their own at that weight decay.',
      legend: 'w*:',
      quantity: 'w_star',
      of: ({ wStar }) => wStar,
      format: (value) => value.toFixed(0),
    }),
}
