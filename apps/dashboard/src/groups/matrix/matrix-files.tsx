'use client'
import type { ReactNode } from 'react'
import { useClient } from 'urql'
import { ExportMenu } from '../../export/export-menu.tsx'

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
