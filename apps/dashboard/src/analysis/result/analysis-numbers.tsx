'use client'
import { listScalars, verdictOf, listTables, type NumberTable } from '@mitoscope/analysis/shapes'
import { formatSpreadCells } from '@mitoscope/analysis/format'
import { formatEnds, formatNumber, countOf } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { toSlimShape, fileName, type AnalysisResult, type Analysis } from '../analysis.ts'
import { download, toCsv } from '../../export/download.ts'

/** The single numbers of a result with their intervals, and the sentence that says what they support. */
export function AnalysisScalars({ result }: { readonly result: AnalysisResult }) {
  const slim = toSlimShape(result)
  const scalars = listScalars(slim)
  const verdict = verdictOf(slim)
  if (scalars.length === 0 && verdict === null) return null
  return (
    <section aria-labelledby="found">
      <h2 id="found">Result</h2>
      {verdict !== null && <p className="lead">{verdict}</p>}
      {scalars.length > 0 && (
        <ScrollRegion label="Single numbers">
          <table>
            <caption>Single numbers, with their 95 % interval where they have one</caption>
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col" className="number">
                  Value
                </th>
                <th scope="col" className="number">
                  From
                </th>
                <th scope="col" className="number">
                  To
                </th>
              </tr>
            </thead>
            <tbody>
              {scalars.map(({ id, label, value, low, high }) => {
                const [own, from, to] = formatEnds(value, low, high)
                return (
                  <tr key={id}>
                    <th scope="row">{label}</th>
                    <td className="number">{value === null ? 'not defined' : own}</td>
                    <td className="number">{from}</td>
                    <td className="number">{to}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  )
}

interface AnalysisNumbersProps {
  readonly analysis: Pick<Analysis, 'measure' | 'run'>
  readonly result: AnalysisResult
}

/** The numbers behind the figure, each table with its CSV. */
export function AnalysisNumbers({ analysis, result }: AnalysisNumbersProps) {
  const tables = listTables(toSlimShape(result))
  if (tables.length === 0) return null
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers">Numbers</h2>
      {tables.map((table, i) => (
        <details key={table.id} open={i === 0}>
          <summary>
            {table.caption} ({countOf(table.rows.length, 'row')})
          </summary>
          <NumbersTable table={table} />
          <p className="actions">
            <button
              type="button"
              onClick={() =>
                download(`${fileName(analysis)}-${table.id}.csv`, toCsv(table.header, table.rows))
              }
            >
              CSV<span className="hidden"> of {table.caption}</span>
            </button>
          </p>
        </details>
      ))}
    </section>
  )
}

/** Rows that a page holds without slowing down; the CSV contains all of them. */
const mostRows = 200

function NumbersTable({ table: { caption, header, rows, halves } }: { readonly table: NumberTable }) {
  if (rows.length === 0) return <p className="quiet">None.</p>
  return (
    <ScrollRegion label={caption}>
      <table>
        <caption>
          {caption}
          {rows.length > mostRows &&
            `: the first ${mostRows} of ${formatNumber(rows.length)}, the CSV contains all`}
        </caption>
        <thead>
          <tr>
            {header.map((head, i) => (
              <th scope="col" className="number" key={i}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map(([first, ...cells], row) => (
            <tr key={row}>
              <th scope="row" className="number">
                {first}
              </th>
              {formatRow([first, ...cells], halves).map((text, i) => (
                <td className="number" key={i}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** Cells of a row after the first one, values with the digits that their half widths bear. */
function formatRow(row: NumberTable['rows'][number], halves: NumberTable['halves'] = []): string[] {
  const texts = row.map((cell) => (typeof cell === 'string' ? cell : formatNumber(cell)))
  for (const [value, half] of halves) {
    const [own, spread] = [row[value], row[half]]
    if (typeof own !== 'number' || typeof spread !== 'number') continue
    ;[texts[value], texts[half]] = formatSpreadCells(own, spread, formatNumber)
  }
  return texts.slice(1)
}

/** Every array of the result, whole and exact, as files. */
export function AnalysisArrays({ analysis }: { readonly analysis: Pick<Analysis, 'arrays' | 'resultUrl'> }) {
  const { arrays, resultUrl } = analysis
  if (!resultUrl) return null
  return (
    <section aria-labelledby="arrays">
      <h2 id="arrays">Arrays</h2>
      <p>
        <a href={resultUrl}>The whole result as JSON</a>, with every draw. Links are good for an hour after
        the page was loaded.
      </p>
      <ScrollRegion label="Arrays of the result">
        <table>
          <caption>Complete arrays of the result; missing values are NaN</caption>
          <thead>
            <tr>
              {['Array', 'Shape', 'Columns', 'Type', 'Files'].map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {arrays.map(({ name, shape, columns, dtype, npyUrl, csvUrl }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{shape.join(' × ')}</td>
                <td>{columns?.join(', ') ?? '–'}</td>
                <td>{dtype}</td>
                <td>
                  <a href={npyUrl}>
                    .npy<span className="hidden"> of {name}</span>
                  </a>{' '}
                  <a href={csvUrl}>
                    .csv<span className="hidden"> of {name}</span>
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}
