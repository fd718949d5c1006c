import type { SweepPartsFragment } from '@mitoscope/schema/documents'
import { formatInterval, formatNumber } from '../format/format.ts'

type Series = NonNullable<SweepPartsFragment['report']>['series'][number]
type FitSeries = Pick<Series, 'weightDecay' | 'fit'> & {
  readonly widths: readonly Pick<Series['widths'][number], 'width' | 'decay'>[]
}
type Scalar = NonNullable<Series['fit']>['slope']

/** One fitted number, for each series. */
export interface FitRow {
  readonly name: string
  /** Explanation of the number for a newcomer. */
  readonly meaning: string
  /** Values in the order of the series; "–" if the fit has none. */
  readonly values: readonly string[]
}

/**
 * Lists what is fitted to the series of a report: the plateau of w*, the growth of groups, the decay of the
 * error.
 */
export function fitRows(series: readonly FitSeries[]): FitRow[] {
  const ofFit = (read: (fit: NonNullable<Series['fit']>) => string) =>
    series.map(({ fit }) => (fit ? read(fit) : '–'))
  const ofDecay = (read: (decay: Decay) => string) =>
    series.map(({ widths }) => {
      const decay = widths.at(-1)?.decay
      return decay ? read(decay) : '–'
    })
  return [
    {
      name: 'Critical width',
      meaning: 'up to this width the layer is one group',
      values: ofFit(({ criticalWidth, supported }) =>
        supported ? withInterval(criticalWidth) : 'not supported',
      ),
    },
    {
      name: 'w* on the plateau',
      meaning: 'number of neurons in a group of a wider layer',
      values: ofFit(({ plateau, supported }) => (supported ? withInterval(plateau) : 'not supported')),
    },
    {
      name: 'Slope',
      meaning: 'additional groups per 100 neurons above the critical width',
      values: ofFit(({ slope, supported }) => (supported ? withInterval(slope, 100) : 'not supported')),
    },
    {
      name: 'R² of the line',
      meaning: 'linearity of the growth: 1 is a straight line',
      values: ofFit(({ linearity, supported }) => (supported ? formatNumber(linearity) : 'not supported')),
    },
    {
      name: 'AIC difference',
      meaning: 'model without plateau minus model with plateau: above 2 the data support a plateau',
      values: ofFit(({ aicDifference }) => formatNumber(aicDifference)),
    },
    {
      name: 'Decay exponent',
      meaning: 'decay of the error with chunk size in the widest layer: ½ for independent groups',
      values: ofDecay(({ exponent }) => withInterval(exponent)),
    },
    {
      name: 'error_∞',
      meaning: 'fitted limit of the test error for large chunks',
      values: ofDecay(({ asymptote }) => withInterval(asymptote)),
    },
  ]
}

type Decay = NonNullable<Series['widths'][number]['decay']>

function withInterval({ value, low, high }: Pick<Scalar, 'value' | 'low' | 'high'>, times = 1): string {
  if (value == null) return '–'
  return formatInterval(times * value, low == null ? low : times * low, high == null ? high : times * high)
}
