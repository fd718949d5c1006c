import type { SweepPartsFragment } from '@mitoscope/schema/documents'
import type { FigureTable } from '@mitoscope/figures'
import { formatInterval, formatNumber } from '../format/format.ts'

type Series = NonNullable<SweepPartsFragment['report']>['series'][number]
type FitSeries = Pick<Series, 'weightDecay' | 'fit'> & {
  readonly widths: readonly Pick<Series['widths'][number], 'width' | 'decay' | 'decayToEnsemble'>[]
}
type Scalar = NonNullable<Series['fit']>['slope']

/** One fitted number, for each series. */
interface FitRow {
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
      const widest = widths.at(-1)
      // Reports of older versions have a fitted asymptote.
      const decay = widest?.decayToEnsemble ?? widest?.decay
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
      name: 'Growth exponent',
      meaning: 'groups ∝ W^β above the critical width: 1 is linear growth',
      values: ofFit(({ growth, supported }) => (supported && growth ? withInterval(growth) : '–')),
    },
    {
      name: 'AIC difference',
      meaning: 'model without plateau minus model with plateau',
      values: ofFit(({ aicDifference }) => formatNumber(aicDifference)),
    },
    {
      name: 'p without plateau',
      meaning: 'at most 0.03: a power law of w* is rejected, and a plateau supported',
      values: ofFit(({ pPower }) => formatNumber(pPower)),
    },
    {
      name: 'Decay exponent',
      meaning: 'decay of the error with chunk size in the widest layer: ½ for independent groups',
      values: ofDecay(({ exponent }) => withInterval(exponent)),
    },
    {
      name: 'error_∞',
      meaning: 'test error of ever more networks of the widest layer together',
      values: ofDecay(({ asymptote }) => withInterval(asymptote)),
    },
    {
      name: 'Cross-entropy exponent',
      meaning: 'decay of the cross-entropy of the same chunks',
      values: ofDecay(({ crossEntropy }) => (crossEntropy ? withInterval(crossEntropy) : '–')),
    },
  ]
}

type Decay = NonNullable<Series['widths'][number]['decay']>

function withInterval({ value, low, high }: Pick<Scalar, 'value' | 'low' | 'high'>, times = 1): string {
  if (value == null) return '–'
  return formatInterval(times * value, low == null ? low : times * low, high == null ? high : times * high)
}

type MeasuredSeries = Pick<Series, 'weightDecay'> & {
  readonly widths: readonly Omit<Series['widths'][number], 'decay'>[]
}

/** The widths of a report as a table for files: means over seeds, w* and groups with their 95 % intervals. */
export function tabulateWidths(series: readonly MeasuredSeries[]): FigureTable {
  const rows = series.flatMap(({ weightDecay, widths }) => widths.map((width) => ({ weightDecay, ...width })))
  const column = (
    name: string,
    label: string,
    read: (row: (typeof rows)[number]) => number | null | undefined,
  ) => ({
    name,
    label,
    values: rows.map((row) => read(row) ?? null),
  })
  return {
    columns: [
      column('weight_decay', 'weight decay', ({ weightDecay }) => weightDecay),
      column('width', 'W', ({ width }) => width),
      column('runs', 'runs', ({ runs }) => runs),
      ...(rows.some(({ diverged }) => diverged)
        ? [column('diverged', 'diverged', ({ diverged }) => diverged ?? 0)]
        : []),
      column('test_error', 'test error', ({ testError }) => testError),
      column('train_error', 'train error', ({ trainError }) => trainError),
      column('w_star', 'w*', ({ criticalWidth }) => criticalWidth.value),
      column('w_star_low', 'w*, low', ({ criticalWidth }) => criticalWidth.low),
      column('w_star_high', 'w*, high', ({ criticalWidth }) => criticalWidth.high),
      column('groups', 'groups W / w*', ({ groups }) => groups.value),
      column('groups_low', 'groups, low', ({ groups }) => groups.low),
      column('groups_high', 'groups, high', ({ groups }) => groups.high),
    ],
  }
}
