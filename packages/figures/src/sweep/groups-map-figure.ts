import type { SweepFigure } from './sweep-figure.ts'
import { drawWidthDecayMap } from './width-decay-map.ts'

/** How many groups a layer holds, over width × weight decay. */
export const groupsMapFigure: SweepFigure = {
  id: 'groups-map',
  of: 'sweep',
  draw: (sweep) =>
    drawWidthDecayMap(sweep, {
      title: 'Number of groups by layer width and weight decay',
      caption:
        'How many chunks that each carry the whole layer fit into it, mean over seeds: the darker, the more. Where a row ' +
        'stays pale while the layer widens, that weight decay is too weak for the layer to split into groups.',
      legend: 'groups:',
      quantity: 'groups',
      of: ({ groups }) => groups,
      format: (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0)),
    }),
}
