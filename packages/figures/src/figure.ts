import type { FigureTable } from './table/figure-table.ts'

/** A figure as a standalone SVG document, with the data that it shows. */
export interface Figure {
  /** Id, stable within one analysis or report and suited for a file name. */
  readonly id: string
  readonly title: string
  /** Description of the figure and its data for readers who cannot see it; the picture shows the same text. */
  readonly description: string
  readonly svg: string
  /** All data of the figure, including those of which it shows a part. Computed when it is first read. */
  readonly table: FigureTable
}
