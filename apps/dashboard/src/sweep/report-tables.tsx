'use client'
import type { SweepPartsFragment } from '@mitoscope/schema/documents'
import { formatInterval, formatNumber } from '../format/format.ts'
import { verdictWords } from '../claims/view.ts'
import { Link } from '../ui/link.tsx'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { fitRows, tabulateWidths } from './report-rows.ts'
import { download, toCsv } from '../export/download.ts'
import { writeLatex } from '../export/printed-table.ts'

interface FitTableProps {
  readonly series: NonNullable<SweepPartsFragment['report']>['series']
}

/**
 * Table of what is fitted to the runs, a column for each weight decay; nothing if the runs are too few for
 * any fit.
 */
export function FitTable({ series }: FitTableProps) {
  const rows = fitRows(series).filter(({ values }) => values.some((value) => value !== '–'))
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="fits">
      <h2 id="fits">Fits</h2>
      <ScrollRegion label="Fitted numbers">
        <table className="sweep-fits">
          <caption>With their 95 % intervals; – where there is too little to fit</caption>
          <thead>
            <tr>
              <th scope="col">Fitted</th>
              {series.map(({ weightDecay }) => (
                <th scope="col" className="number" key={weightDecay}>
                  weight decay {formatNumber(weightDecay)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, meaning, values }) => (
              <tr key={name}>
                <th scope="row">
                  {name} <span className="quiet">{meaning}</span>
                </th>
                {values.map((value, i) => (
                  <td className="number" key={series[i].weightDecay}>
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}

interface ClaimsTableProps {
  readonly claims: NonNullable<SweepPartsFragment['report']>['claims']
  readonly sweepId: string
}

/**
 * Table of the paper's claims, and whether this sweep agrees; nothing for reports from before claims were
 * part of them.
 */
export function ClaimsTable({ claims, sweepId }: ClaimsTableProps) {
  if (claims.length === 0) return null
  return (
    <section aria-labelledby="claims">
      <h2 id="claims">Claims of the paper</h2>
      <ScrollRegion label="Verdicts on the claims">
        <table>
          <caption>Each judged by the numbers of this sweep, with their intervals</caption>
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">Verdict</th>
              <th scope="col">Here</th>
              <th scope="col">In the paper</th>
            </tr>
          </thead>
          <tbody>
            {claims.map(({ id, statement, verdict, reason, paper }) => (
              <tr key={id}>
                <th scope="row">{statement}</th>
                <td>{verdictWords[verdict]}</td>
                <td>{reason}</td>
                <td>{paper}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p>
        <Link href={`/claims?sweep=${sweepId}`}>History of these verdicts</Link>
      </p>
    </section>
  )
}

interface WidthsTableProps {
  readonly series: NonNullable<SweepPartsFragment['report']>['series']
  readonly name: string
}

/** The numbers behind the figures. */
export function WidthsTable({ series, name }: WidthsTableProps) {
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers">Numbers</h2>
      {series.map(({ weightDecay, widths, interval }) => (
        <ScrollRegion key={weightDecay} label={`Numbers at weight decay ${weightDecay}`}>
          <table className="wide">
            <caption>
              Weight decay {formatNumber(weightDecay)}: means over seeds; w* and groups with their 95 %
              interval
              {interval ? ` ${interval}` : ''}
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
              {widths.map(({ width, runs, diverged, testError, trainError, criticalWidth, groups }) => (
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
                  <td className="number">
                    {formatInterval(criticalWidth.value, criticalWidth.low, criticalWidth.high)}
                  </td>
                  <td className="number">{formatInterval(groups.value, groups.low, groups.high)}</td>
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
        run.criticalWidth.value,
        run.criticalWidth.low,
        run.criticalWidth.high,
        run.groups,
        run.interpolationEpoch,
      ]),
    ),
  )
}
