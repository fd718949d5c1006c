import type { Drawn, Figure, FigureTable } from '@mitoscope/figures'
import { svgBlob, svgToPng, toCsv } from './download.ts'
import { loadFigures } from '../figures/load-figures.ts'
import { svgToPdf } from './svg-to-pdf.ts'
import { writeLatex } from './write-latex.ts'
import { writeNpy } from './write-npy.ts'

/** A figure and what it was drawn of: everything that there is to download. */
export interface Taken {
  readonly figure: Figure
  readonly drawn: Drawn
}

interface Format {
  readonly name: string
  readonly ending: string
  /** True if the format holds numbers rather than a picture. */
  readonly isData: boolean
  readonly hint: string
  readonly write: (taken: Taken) => Blob | Promise<Blob>
}

/** The files of a figure. */
export const formats: readonly Format[] = [
  {
    name: 'SVG',
    ending: 'svg',
    isData: false,
    hint: 'Vector picture',
    write: ({ figure }) => svgBlob(figure.svg),
  },
  {
    name: 'PNG',
    ending: 'png',
    isData: false,
    hint: 'Picture in pixels, at three times its size',
    write: ({ figure }) => svgToPng(figure.svg),
  },
  {
    name: 'PDF',
    ending: 'pdf',
    isData: false,
    hint: 'Vector picture with text, for LaTeX',
    write: ({ figure }) => svgToPdf(figure.svg),
  },
  {
    name: 'CSV',
    ending: 'csv',
    isData: true,
    hint: 'Every number at full precision',
    write: ({ figure }) => tableToCsv(figure.table),
  },
  {
    name: 'NPY',
    ending: 'npy',
    isData: true,
    hint: 'The same numbers for NumPy: numpy.load(file)["column"]',
    write: ({ figure }) => new Blob([writeNpy(figure.table)]),
  },
  {
    name: 'LaTeX',
    ending: 'tex',
    isData: true,
    hint: 'Table of means with their spread',
    write: ({ figure }) => new Blob([writeLatex(figure.table)], { type: 'text/x-tex' }),
  },
  {
    name: 'Recipe',
    ending: 'json',
    isData: false,
    hint: 'Input of npm run -s mitoscope -- draw, which draws the same SVG',
    write: async ({ figure, drawn }) => {
      const { writeFigureSource } = await loadFigures()
      return new Blob([JSON.stringify(writeFigureSource(figure, drawn))], { type: 'application/json' })
    },
  },
]

/** Every row and column of a table. */
export function tableToCsv({ columns }: FigureTable): Blob {
  return toCsv(
    columns.map(({ name }) => name),
    (columns[0]?.values ?? []).map((_, row) => columns.map(({ values }) => values[row])),
  )
}
