import type { SweepPartsFragment } from '@mitoscope/schema/documents'

type Series = NonNullable<SweepPartsFragment['report']>['series'][number]
type PrintedSeries = Pick<Series, 'weightDecay'> & {
  readonly widths: readonly Omit<Series['widths'][number], 'decay'>[]
}

/** The widths of a report as a table of LaTeX with booktabs: means over seeds, groups with their 95 % interval. */
export function writeLatex(series: readonly PrintedSeries[]): string {
  const blocks = series.map(({ weightDecay, widths }) => [
    `\\multicolumn{6}{l}{weight decay ${toMath(weightDecay)}} \\\\`,
    ...widths.map(({ width, runs, testError, trainError, wStar, groups, groupsCi95 }) => {
      const spread =
        groups != null && groupsCi95 != null ? `$${fix(groups)} \\pm ${fix(groupsCi95)}$` : undefined
      const cells = [
        width,
        runs,
        toMath(testError),
        toMath(trainError),
        wStar == null ? '--' : `$${fix(wStar)}$`,
        spread ?? (groups == null ? '--' : `$${fix(groups)}$`),
      ]
      return `${cells.join(' & ')} \\\\`
    }),
  ])
  return [
    '\\begin{tabular}{rrrrrr}',
    '\\toprule',
    '$W$ & runs & test error & train error & $w^*$ & groups \\\\',
    ...blocks.flatMap((block) => ['\\midrule', ...block]),
    '\\bottomrule',
    '\\end{tabular}',
    '',
  ].join('\n')
}

const fix = (value: number) => value.toFixed(1)

/** Three significant digits, tiny numbers by a power of ten. */
function toMath(value: number | null | undefined): string {
  if (value == null) return '--'
  if (value === 0 || Math.abs(value) >= 1e-3) return `$${Number(value.toPrecision(3))}$`
  const [digits, exponent] = value.toExponential(1).split('e')
  return `$${digits} \\cdot 10^{${Number(exponent)}}$`
}
