import type { FigureTable } from '@mitoscope/figures'
import { tableToCsv } from '../export/formats.ts'
import { writeLatex } from '../export/write-latex.ts'
import { writeNpy } from '../export/write-npy.ts'

interface TableFile {
  readonly name: string
  readonly ending: string
  readonly write: (table: FigureTable) => Blob
}

/** The files that a table can be exported to. */
export const tableFiles: readonly TableFile[] = [
  {
    name: 'CSV',
    ending: 'csv',
    write: tableToCsv,
  },
  { name: 'NPY', ending: 'npy', write: (table) => new Blob([writeNpy(table)]) },
  {
    name: 'LaTeX',
    ending: 'tex',
    write: (table) => new Blob([writeLatex(table)], { type: 'text/x-tex' }),
  },
]
