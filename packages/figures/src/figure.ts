import type { FigureTable } from './table/figure-table.ts'

/** A figure as a standalone SVG document, with the data it was drawn of. */
export interface Figure {
  /** Stable within one analysis or report; fit for a file name. */
  readonly id: string
  readonly title: string
  /** What it shows, in words for a newcomer, and of what: for those who do not see the picture, which says it too. */
  readonly description: string
  readonly svg: string
  /** Everything that it shows, and what it shows a part of only. Made when it is first read. */
  readonly table: FigureTable
}
