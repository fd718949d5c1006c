/** The square part of a matrix that is shown, in cells: its corner may lie within one. */
export interface MatrixView {
  readonly x: number
  readonly y: number
  readonly span: number
}

/** Cells at the closest look: few enough that single pairs are large. */
const minSpan = 4

export function wholeView(side: number): MatrixView {
  return { x: 0, y: 0, span: side }
}

/** The same part or as much of it as the matrix has. */
export function clampView({ x, y, span }: MatrixView, side: number): MatrixView {
  const kept = Math.min(side, Math.max(Math.min(minSpan, side), span))
  const within = (at: number) => Math.min(side - kept, Math.max(0, at))
  return { x: within(x), y: within(y), span: kept }
}

/** Closer by a factor, with the point that lies at these shares of the picture kept where it is. */
export function zoomView(
  view: MatrixView,
  side: number,
  factor: number,
  [shareX, shareY]: readonly [x: number, y: number] = [0.5, 0.5],
): MatrixView {
  const { span } = clampView({ ...view, span: view.span / factor }, side)
  const moved = view.span - span
  return clampView({ x: view.x + shareX * moved, y: view.y + shareY * moved, span }, side)
}

/** The least move of the part that brings a cell into it. */
export function revealCell(
  { x, y, span }: MatrixView,
  side: number,
  [row, column]: readonly [row: number, column: number],
): MatrixView {
  const shift = (from: number, at: number) => Math.min(at, Math.max(from, at + 1 - span))
  return clampView({ x: shift(x, column), y: shift(y, row), span }, side)
}

/** The cell that lies at these shares of the picture. */
export function cellAt(
  { x, y, span }: MatrixView,
  side: number,
  [shareX, shareY]: readonly [x: number, y: number],
): readonly [row: number, column: number] {
  const within = (at: number) => Math.min(side - 1, Math.max(0, Math.floor(at)))
  return [within(y + shareY * span), within(x + shareX * span)]
}
