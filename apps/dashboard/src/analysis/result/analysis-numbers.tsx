'use client'
import { countOf } from '../../format/count-of.ts'
import { formatSpreadCells } from '@mitoscope/analysis/format'
import { listTables, type NumberTable } from '@mitoscope/analysis/shapes'
import { download, toCsv } from '../../export/download.ts'
import { formatNumber } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import type { Analysis, AnalysisResult } from '../analysis.ts'
import { fileName } from './file-name.ts'
import { toSlimShape } from './to-slim-shape.ts'

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
