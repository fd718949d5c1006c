'use client'
import type { ReactNode } from 'react'
import { useClient } from 'urql'
import { download, toCsv } from '../../export/download.ts'
import { formatNumber } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { ExportMenu } from '../../export/export-menu.tsx'

interface MatrixTableProps {
  /** Name of the table's file, without extension. */
  readonly name: string
  readonly caption: string
  readonly labels: readonly string[]
  readonly values: readonly (number | null)[]
}

/** Rows and columns that a page holds without slowing down; the file has all of them. */
const mostLabels = 24

/** The numbers of a matrix, to read and to download. */
export function MatrixTable({ name, caption, labels, values }: MatrixTableProps) {
  const side = labels.length
  const shown = labels.slice(0, mostLabels)
  return (
    <details>
      <summary>Numbers as a table</summary>
      <ScrollRegion label={caption}>
        <table>
          <caption>
            {caption}
            {side > mostLabels && `: the first ${mostLabels} of ${formatNumber(side)}, the CSV contains all`}
          </caption>
          <thead>
            <tr>
              <td />
              {shown.map((label, i) => (
                <th scope="col" className="number" key={i}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((label, row) => (
              <tr key={row}>
                <th scope="row">{label}</th>
                {shown.map((_, column) => (
                  <td className="number" key={column}>
                    {formatNumber(values[row * side + column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="actions">
        <button
          type="button"
          onClick={() =>
            download(
              `${name}.csv`,
              toCsv(
                ['', ...labels],
                labels.map((label, row) => [label, ...values.slice(row * side, (row + 1) * side)]),
              ),
            )
          }
        >
          CSV<span className="hidden"> of {caption}</span>
        </button>
      </p>
    </details>
  )
}

interface MatrixFilesProps {
  /** Id of the analysis that found the matrix. */
  readonly id: string
  readonly title: string
  /** Name of the files, without extension. */
  readonly name: string
  /** Stored result of the analysis, if the page has it. */
  readonly result?: unknown
  /** Note on what the files hold that is other than on the screen. */
  readonly children: ReactNode
}

/** Files of a matrix: the figure of its analysis, drawn of every cell when one of its files is asked for. */
export function MatrixFiles({ id, title, name, result, children }: MatrixFilesProps) {
  const client = useClient()
  return (
    <div className="matrix-files">
      <ExportMenu
        title={title}
        name={name}
        read={async () => {
          // Who takes nothing away need not load it.
          const { fetchAnalysisFigure } = await import('../fetch-analysis-figure.ts')
          return fetchAnalysisFigure(client, id, result)
        }}
      />
      <p className="quiet">{children}</p>
    </div>
  )
}
