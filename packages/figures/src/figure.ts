/** A figure as a standalone SVG document. */
export interface Figure {
  /** Stable within one analysis or report; fit for a file name. */
  readonly id: string
  readonly title: string
  readonly svg: string
}
