'use client'
import type { ComparedRunFragment, CompareRunsQuery } from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { download } from '../../export/download.ts'
import { formatEnds, formatSpread } from '../../format/format.ts'
import { RunMark } from '../../ui/run-mark.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { tableToCsv } from '../../export/formats.ts'
import { writeLatex } from '../../export/printed-table.ts'
import { bandLabels } from '../curves/curves.ts'
import { compareLast, verdict, type LastValue } from './difference.ts'
import type { Series } from '../series.ts'
import { compareParsers } from '../view.ts'
import type { Column, FigureTable } from '@mitoscope/figures'

interface BaselineTableProps {
  readonly series: readonly Series[]
  readonly metrics: CompareRunsQuery['compareRuns']['metrics']
  readonly runs: readonly ComparedRunFragment[]
  readonly metric: string
  /** Student's quantiles by number of runs. */
  readonly factors: ReadonlyMap<number, number>
}

/** The last value of the metric of every line, and how far it is from that of the chosen one. */
export function BaselineTable({ series, metrics, runs, metric, factors }: BaselineTableProps) {
  const [view, setView] = useQueryStates(compareParsers, { history: 'push' })
  const chosen = metrics.find(({ name }) => name === metric)
  const valueOf = new Map<string, number | 'diverged' | null>(
    runs.map(({ id, diverged }, i) => {
      const isOut = diverged || (chosen?.endedNotFinite[i] ?? false)
      return [id, isOut ? 'diverged' : (chosen?.last[i] ?? null)]
    }),
  )
  const counted = ({ runs: own }: Series) =>
    own.filter(({ id }) => typeof valueOf.get(id) === 'number').length
  const base =
    series.find(({ runs: own }) => own.some(({ id }) => id === view.baseline)) ??
    // One that allows for an interval, or has a value at least.
    series.find((line) => counted(line) > 1) ??
    series.find((line) => counted(line) > 0) ??
    series[0]
  const rows = compareLast(series, base, valueOf, factors)
  const table = lastValuesTable(rows, metric)
  return (
    <>
      <h3>Last {metric}, against a baseline</h3>
      <div className="actions">
        <label>
          Baseline{' '}
          <select value={base.runs[0].id} onChange={({ target }) => void setView({ baseline: target.value })}>
            {series.map(({ key, number, label, runs: own }) => (
              <option key={key} value={own[0].id}>
                {number}: {label}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => download(`${metric}-against-baseline.csv`, tableToCsv(table))}>
          CSV of the differences
        </button>
        <button
          type="button"
          onClick={() =>
            download(`${metric}-against-baseline.tex`, new Blob([writeLatex(table)], { type: 'text/x-tex' }))
          }
        >
          LaTeX of the differences
        </button>
      </div>
      <ScrollRegion label={`Last ${metric} against the baseline`}>
        <table className="wide">
          <thead>
            <tr>
              <th scope="col">Line</th>
              {['Runs', `Last, mean ± ${bandLabels[view.band]}`, 'Difference', '95 % interval'].map(
                (head) => (
                  <th scope="col" className="number" key={head}>
                    {head}
                  </th>
                ),
              )}
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ series: { key, number, label, style }, own, against, diverged }) => {
              const factor = factors.get(own.n)
              const ci95 = own.sem === null || factor === undefined ? null : factor * own.sem
              const [difference, from, to] = formatDifference(against)
              return (
                <tr key={key}>
                  <th scope="row">
                    <RunMark style={style} /> {number}: {label}
                  </th>
                  <td className="number">
                    {own.n}
                    {diverged > 0 && `, ${diverged} diverged`}
                  </td>
                  <td className="number">
                    {formatSpread(own.mean, view.band === 'ci95' ? ci95 : own[view.band])}
                  </td>
                  <td className="number">{difference}</td>
                  <td className="number">{against?.half != null ? `${from} to ${to}` : '–'}</td>
                  <td>{key === base.key ? 'the baseline' : verdict(against)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="quiet">
        A difference is significant if its 95 % interval over seeds excludes 0. The interval is Welch’s
        standard error (which allows unequal spreads) times Student’s t at the degrees of freedom of the
        smaller group, so it is somewhat wider than Welch’s own interval. There are no p-values and no
        correction for multiple comparisons: about one in twenty comparisons without an effect looks
        significant.
      </p>
    </>
  )
}

/** A difference and the ends of its interval, with their signs. */
function formatDifference(
  against: { readonly difference: number; readonly half: number | null } | undefined | null,
) {
  if (!against) return ['–', '–', '–']
  const { difference, half } = against
  const ends = half === null ? [null, null] : [difference - half, difference + half]
  return formatEnds(difference, ...(ends as [number | null, number | null])).map((text, i) =>
    (i === 0 ? difference : ends[i - 1]!) > 0 ? `+${text}` : text.replace('-', '−'),
  )
}

/** Last values and their differences for files: what the page says in words left out. */
function lastValuesTable(rows: readonly LastValue[], metric: string): FigureTable {
  const column = (
    name: string,
    label: string,
    of: (row: LastValue) => string | number | null | undefined,
    more: Partial<Column> = {},
  ): Column => ({ name, label, values: rows.map((row) => of(row) ?? null), ...more })
  return {
    columns: [
      column('line', 'line', ({ series }) => series.number),
      column('label', 'label', ({ series }) => series.label),
      column('runs', 'runs', ({ own }) => own.n),
      ...(rows.some(({ diverged }) => diverged > 0)
        ? [column('diverged', 'diverged', ({ diverged }) => diverged)]
        : []),
      column('mean', `last ${metric}`, ({ own }) => own.mean, { spread: { column: 'std', kind: 'std' } }),
      column('std', 'std', ({ own }) => own.std),
      column('sem', 'sem', ({ own }) => own.sem, { detail: true }),
      column('difference', 'difference', ({ against }) => against?.difference, {
        spread: { column: 'ci95', kind: '95 % interval' },
      }),
      column('ci95', 'difference, ± 95 %', ({ against }) => against?.half),
    ],
  }
}
