'use client'
import type { SweepPartsFragment } from '@mitoscope/schema/documents'
import { download, toCsv } from '../export/download.ts'
import { formatNumber, formatSpread } from '../format/format.ts'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { writeLatex } from '../export/write-latex.ts'
import { tabulateWidths } from './tabulate-widths.ts'

interface WidthsTableProps {
  readonly series: NonNullable<SweepPartsFragment['report']>['series']
  readonly name: string
}

/** The numbers behind the figures. */
export function WidthsTable({ series, name }: WidthsTableProps) {
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers">Numbers</h2>
      {series.map(({ weightDecay, widths }) => (
        <ScrollRegion key={weightDecay} label={`Numbers at weight decay ${weightDecay}`}>
          <table className="wide">
            <caption>
              Weight decay {formatNumber(weightDecay)}: means over seeds, groups with their 95 % interval
            </caption>
            <thead>
              <tr>
                {['Width', 'Runs', 'Test error', 'Train error', 'w*', 'Groups'].map((head) => (
                  <th scope="col" className="number" key={head}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {widths.map(({ width, runs, diverged, testError, trainError, wStar, groups, groupsCi95 }) => (
                <tr key={width}>
                  <th scope="row" className="number">
                    {width}
                  </th>
                  <td className="number">
                    {runs}
                    {diverged ? `, ${diverged} diverged` : ''}
                  </td>
                  <td className="number">{formatNumber(testError)}</td>
                  <td className="number">{formatNumber(trainError)}</td>
                  <td className="number">{formatNumber(wStar)}</td>
                  <td className="number">{formatSpread(groups, groupsCi95)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ))}
      <p className="actions">
        <button type="button" onClick={() => download(`${name}.csv`, writeCsv(series))}>
          CSV of every run
        </button>
        <button
          type="button"
          onClick={() =>
            download(`${name}.tex`, new Blob([writeLatex(tabulateWidths(series))], { type: 'text/x-tex' }))
          }
        >
          LaTeX table
        </button>
      </p>
    </section>
  )
}

function writeCsv(series: WidthsTableProps['series']): Blob {
  return toCsv(
    [
      'weight_decay',
      'width',
      'seed',
      'test_error',
      'train_error',
      'w_star',
      'w_star_low',
      'w_star_high',
      'groups',
      'interpolation_epoch',
    ],
    series.flatMap(({ weightDecay, runs }) =>
      runs.map((run) => [
        weightDecay,
        run.width,
        run.seed,
        run.testError,
        run.trainError,
        run.wStar,
        run.low,
        run.high,
        run.groups,
        run.interpolationEpoch,
      ]),
    ),
  )
}
