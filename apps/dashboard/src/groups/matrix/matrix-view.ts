'use client'
import { useRef, type PointerEvent } from 'react'

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

type Cell = readonly [row: number, column: number]

type Move =
  | { readonly kind: 'choose'; readonly cell: Cell }
  | { readonly kind: 'zoom'; readonly factor: number; readonly at: readonly [x: number, y: number] }
  | { readonly kind: 'all' }

const directions: Readonly<Record<string, Cell>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/**
 * Returns the move that a key asks of a matrix; undefined if it asks none, so that the page may have the
 * key.
 */
export function moveOfKey(
  key: string,
  chosen: Cell | null,
  { x, y, span }: MatrixView,
  side: number,
): Move | undefined {
  const direction = directions[key]
  if (direction) {
    // The first arrow enters the part that is looked at.
    const [row, column] = chosen ?? [Math.floor(y), Math.floor(x)]
    const within = (at: number) => Math.min(side - 1, Math.max(0, at))
    const cell: Cell = chosen ? [within(row + direction[0]), within(column + direction[1])] : [row, column]
    return { kind: 'choose', cell }
  }
  const share = (at: number, from: number) => Math.min(1, Math.max(0, (at + 0.5 - from) / span))
  const at = chosen ? ([share(chosen[1], x), share(chosen[0], y)] as const) : ([0.5, 0.5] as const)
  if (key === '+' || key === '=') return { kind: 'zoom', factor: 1.5, at }
  if (key === '-') return { kind: 'zoom', factor: 1 / 1.5, at }
  if (key === '0' || key === 'Home') return { kind: 'all' }
  return undefined
}

/** Pixels from which on a press is a drag and not a click. */
const minDragPixels = 4

/** Drags the shown part of a matrix about; what is pressed without moving stays a click. */
export function useDrag(view: MatrixView, side: number, look: (view: MatrixView) => void) {
  const from = useRef<{ readonly x: number; readonly y: number; readonly view: MatrixView }>(undefined)
  const moved = useRef(false)
  return {
    /** Returns true if the press that is just over moved the matrix. */
    wasDrag: () => moved.current,
    onPointerDown: ({ button, clientX: x, clientY: y }: PointerEvent<HTMLCanvasElement>) => {
      moved.current = false
      from.current = button === 0 && view.span < side ? { x, y, view } : undefined
    },
    /** Answers whether the pointer drags. */
    onPointerMove: ({
      buttons,
      clientX,
      clientY,
      currentTarget,
      pointerId,
    }: PointerEvent<HTMLCanvasElement>) => {
      const start = from.current
      if (!start || buttons === 0) return false
      const [dx, dy] = [clientX - start.x, clientY - start.y]
      if (!moved.current && Math.hypot(dx, dy) < minDragPixels) return false
      if (!moved.current) currentTarget.setPointerCapture(pointerId)
      moved.current = true
      const cells = start.view.span / currentTarget.getBoundingClientRect().width
      look(clampView({ ...start.view, x: start.view.x - dx * cells, y: start.view.y - dy * cells }, side))
      return true
    },
    onPointerUp: () => {
      from.current = undefined
    },
  }
}
