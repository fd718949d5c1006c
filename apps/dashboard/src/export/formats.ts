import type { Drawn, Figure, FigureTable, RunsInput } from '@mitoscope/figures'
import { svgBlob, svgToPng, toCsv } from './download.ts'
import { loadFigures } from '../figures/plot.ts'
import { writeLatex } from './printed-table.ts'
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

/** Points of a PDF for a pixel of an SVG. */
const POINTS = 0.75
const FONT = 'Inter'

/** A figure as a PDF page of its size: lines stay lines, and text stays text. */
async function svgToPdf(svg: string): Promise<Blob> {
  // Only for those who want one: it is a large library, with a font that has Greek letters and signs.
  const [{ jsPDF }, { svg2pdf }, regular, bold] = await Promise.all([
    import('jspdf'),
    import('svg2pdf.js'),
    fetchFont(new URL('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf', import.meta.url)),
    fetchFont(new URL('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf', import.meta.url)),
  ])
  const picture = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
  const [width, height] = ['width', 'height'].map((name) => POINTS * Number(picture.getAttribute(name)))
  picture.setAttribute('font-family', FONT)
  for (const heavy of picture.querySelectorAll('[font-weight]')) heavy.setAttribute('font-weight', 'bold')
  const orientation = width > height ? 'landscape' : 'portrait'
  const pdf = new jsPDF({ unit: 'pt', format: [width, height], orientation, compress: true })
  for (const [style, content] of [
    ['normal', regular],
    ['bold', bold],
  ] as const) {
    pdf.addFileToVFS(`${FONT}-${style}.ttf`, content)
    pdf.addFont(`${FONT}-${style}.ttf`, FONT, style)
  }
  pdf.setProperties({ title: picture.querySelector('title')?.textContent ?? '' })
  await svg2pdf(picture, pdf, { x: 0, y: 0, width, height })
  return pdf.output('blob')
}

/** The font as jsPDF takes it: a character for each byte. */
async function fetchFont(url: URL): Promise<string> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`The server answers ${answer.status} for the font of the PDF.`)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  let text = ''
  // In pieces, because a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  }
  return text
}

/** The figure of runs to download. Throws where there is nothing to draw. */
export async function drawRuns(input: RunsInput): Promise<Taken> {
  const { runsFigures } = await loadFigures()
  const [figure] = runsFigures(input)
  if (!figure) throw new Error('There is nothing to draw: no value is within the range of the axes.')
  return { figure, drawn: { of: 'runs', input } }
}
