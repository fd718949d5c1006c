import { formatNumber } from '@mitoscope/analysis/format'
import type { SweepFigure } from './sweep-figure.ts'
import { drawWidthDecayMap, type MapQuantity } from './width-decay-map.ts'

const formatShare = (value: number) => formatNumber(Number(value.toPrecision(2)))

/** Quantities that are drawn over width × weight decay. */
const quantities: readonly MapQuantity[] = [
  {
    id: 'groups-map',
    title: 'Number of groups by layer width and weight decay',
    caption:
      'How many chunks that each carry the whole layer fit into it, mean over seeds: the darker, the more. Where a row ' +
      'stays pale while the layer widens, that weight decay is too weak for the layer to split into groups.',
    legend: 'groups:',
    quantity: 'groups',
    of: ({ groups }) => groups,
    format: (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0)),
  },
  {
    id: 'critical-size-map',
    title: 'Size of a group by layer width and weight decay',
    caption:
      'The fewest random neurons that carry the whole layer (w*), mean over seeds: the darker, the more. Where a row keeps ' +
      'its colour while the layer widens, groups have a size of their own at that weight decay.',
    legend: 'w*:',
    quantity: 'w_star',
    of: ({ wStar }) => wStar,
    format: (value) => value.toFixed(0),
  },
  {
    id: 'test-error-map',
    title: 'Test error by layer width and weight decay',
    caption:
      'Share of test inputs that whole networks get wrong, mean over seeds: the paler, the better. Read beside the map ' +
      'of groups, it says whether layers that split into groups are also the ones that err least.',
    legend: 'test error:',
    quantity: 'test_error',
    of: ({ testError }) => testError,
    format: formatShare,
  },
  {
    id: 'train-error-map',
    title: 'Training error by layer width and weight decay',
    caption:
      'Share of training inputs that whole networks get wrong, mean over seeds: 0 where they interpolate, without which ' +
      'no groups are expected.',
    legend: 'training error:',
    quantity: 'train_error',
    of: ({ trainError }) => trainError,
    format: formatShare,
  },
]

/** Figures of single quantities over width × weight decay, in the order in which a sweep shows them. */
export const mapFigures: readonly SweepFigure[] = quantities.map((quantity) => ({
  id: quantity.id,
  of: 'sweep',
  draw: (sweep) => drawWidthDecayMap(sweep, quantity),
}))
