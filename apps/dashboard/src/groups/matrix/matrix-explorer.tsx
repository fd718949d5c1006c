'use client'
import { countOf, formatNumber } from '../../format/format.ts'
import { parseAsArrayOf, parseAsInteger, useQueryState, parseAsFloat } from 'nuqs'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { fullAt } from './matrix-colors.ts'
import {
  moveOfKey,
  cellAt,
  revealCell,
  wholeView,
  zoomView,
  clampView,
  useDrag,
  type MatrixView,
} from './matrix-view.ts'
import type { Band } from '../pairs/order-by-group.ts'
import { makePixels, paintMatrix } from './paint-matrix.ts'
import './matrix-explorer.css'

interface MatrixExplorerProps {
  /** Names its part of the address. */
  readonly id: string
  /** Description of the matrix, in a sentence. */
  readonly summary: string
  readonly side: number
  /** Row by row. */
  readonly values: readonly (number | null)[]
  readonly bands?: readonly Band[]
  readonly isMarked: (row: number, column: number) => boolean
  /** A pair in words, with its value. */
  readonly describe: (row: number, column: number) => string
}

type Cell = readonly [row: number, column: number]

const noBands: readonly Band[] = []
const zoomFactor = 1.5

/** A square matrix to look into, down to single pairs: by wheel, by buttons and by keys. */
export function MatrixExplorer(props: MatrixExplorerProps) {
  const { id, summary, side, values, bands = noBands, isMarked, describe } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const help = useId()
  const [view, look] = useMatrixView(id, side)
  const [cellText, setCell] = useQueryState(`${id}-cell`, parseAsArrayOf(parseAsInteger))
  const [hovered, setHovered] = useState<Cell | null>(null)
  const chosen = useMemo(() => toCell(cellText, side), [cellText, side])
  const cell = hovered ?? chosen
  const full = useMemo(() => fullAt(values, side), [values, side])
  const pixels = useRef<readonly HTMLCanvasElement[]>(null)
  useEffect(() => {
    pixels.current = makePixels(values, side, full)
  }, [values, side, full])
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (!canvas.current || !pixels.current) return
      fitToScreen(canvas.current)
      paintMatrix(canvas.current, { pixels: pixels.current, side, view, bands, cell, isMarked })
    })
    return () => cancelAnimationFrame(frame)
  }, [values, full, side, view, bands, cell, isMarked])
  const zoom = (factor: number, at?: readonly [number, number]) => look(zoomView(view, side, factor, at))
  const choose = (to: Cell) => {
    setHovered(null)
    void setCell([...to])
    look(revealCell(view, side, to))
  }
  const { wasDrag, ...drag } = useDrag(view, side, look)
  useWheel(canvas, (factor, at) => {
    // At its ends the wheel belongs to the page again.
    if (factor < 1 && view.span >= side) return false
    zoom(factor, at)
    return true
  })
  return (
    <div className="explorer">
      <p className="actions">
        <button type="button" onClick={() => zoom(zoomFactor)}>
          {' '}
          Zoom in{' '}
        </button>
        <button type="button" disabled={view.span >= side} onClick={() => zoom(1 / zoomFactor)}>
          {' '}
          Zoom out{' '}
        </button>
        <button type="button" disabled={view.span >= side} onClick={() => look(wholeView(side))}>
          {' '}
          Show all{' '}
        </button>
        <span className="quiet" id={help}>
          Arrow keys select a pair, + and − or the wheel zoom, dragging moves, 0 shows the whole matrix.
        </span>
      </p>
      <canvas
        ref={canvas}
        width={1024}
        height={1024}
        tabIndex={0}
        role="application"
        aria-label={summary}
        aria-describedby={help}
        // A finger scrolls the page until there is something to drag.
        style={{ touchAction: view.span < side ? 'none' : 'auto' }}
        onPointerDown={drag.onPointerDown}
        onPointerMove={(event) =>
          setHovered(drag.onPointerMove(event) ? null : cellAt(view, side, sharesOf(event)))
        }
        onPointerUp={drag.onPointerUp}
        onPointerCancel={drag.onPointerUp}
        onPointerLeave={() => setHovered(null)}
        onClick={(event) => {
          if (!wasDrag()) choose(cellAt(view, side, sharesOf(event)))
        }}
        onKeyDown={(event) => {
          const move = moveOfKey(event.key, chosen, view, side)
          if (!move || event.ctrlKey || event.metaKey || event.altKey) return
          event.preventDefault()
          if (move.kind === 'choose') choose(move.cell)
          else if (move.kind === 'all') look(wholeView(side))
          else look(revealChosen(zoomView(view, side, move.factor, move.at), side, chosen))
        }}
      />
      <p role="status">
        {cell ? describe(...cell) : 'Point at a cell or select one with the arrow keys to see its value.'}
      </p>
      <p className="quiet">
        Shown: {formatNumber(Math.round(view.span))} of {countOf(side, 'row')}. Purple above zero, orange
        below, full colour from {formatNumber(full)} on; grey is not defined. A black dot, seen from close by,
        marks a significant pair.
      </p>
    </div>
  )
}

/**
 * Gives the canvas as many pixels as the screen has, 2048 on a side at most, so that no cell is blurred or
 * left out by scaling.
 */
function fitToScreen(canvas: HTMLCanvasElement): void {
  const pixels = Math.min(2048, Math.round(canvas.clientWidth * window.devicePixelRatio))
  if (pixels > 0 && canvas.width !== pixels) canvas.width = canvas.height = pixels
}

function toCell(text: readonly number[] | null, side: number): Cell | null {
  const [row, column] = text ?? []
  const isIn = (at: number | undefined) => at !== undefined && at >= 0 && at < side
  return isIn(row) && isIn(column) ? [row!, column!] : null
}

function revealChosen(view: MatrixView, side: number, chosen: Cell | null): MatrixView {
  return chosen ? revealCell(view, side, chosen) : view
}

interface Pointed {
  readonly clientX: number
  readonly clientY: number
  readonly currentTarget: EventTarget & Element
}

function sharesOf({ clientX, clientY, currentTarget }: Pointed): readonly [number, number] {
  const { left, top, width, height } = currentTarget.getBoundingClientRect()
  return [(clientX - left) / width, (clientY - top) / height]
}

/** Hears the wheel before the page scrolls, which React's own listeners cannot. */
function useWheel(
  place: { readonly current: HTMLCanvasElement | null },
  zoom: (factor: number, at: readonly [number, number]) => boolean,
): void {
  const latest = useRef(zoom)
  latest.current = zoom
  useEffect(() => {
    const target = place.current
    if (!target) return
    const turn = (event: WheelEvent) => {
      const { clientX, clientY, deltaY } = event
      if (deltaY === 0) return
      if (latest.current(Math.exp(-deltaY / 300), sharesOf({ clientX, clientY, currentTarget: target })))
        event.preventDefault()
    }
    target.addEventListener('wheel', turn, { passive: false })
    return () => target.removeEventListener('wheel', turn)
  }, [place])
}

/** Milliseconds of rest after which the address tells what is looked at: at every turn of a wheel it would be slow. */
const writeDelayMs = 250

/** The part of a matrix that is looked at, which the address keeps. */
function useMatrixView(id: string, side: number): readonly [MatrixView, (view: MatrixView) => void] {
  const [text, setText] = useQueryState(`${id}-view`, parseAsArrayOf(parseAsFloat))
  const [moving, setMoving] = useState<MatrixView>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const written = text?.join() ?? ''
  const kept = useMemo(() => parseView(written, side), [written, side])
  // Whatever the address says next, by going back or by having rested, holds.
  useEffect(() => setMoving(undefined), [written])
  useEffect(() => () => clearTimeout(timer.current), [])
  const look = (view: MatrixView) => {
    setMoving(view)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const { x, y, span } = view
      void setText(span >= side ? null : [x, y, span].map((at) => Number(at.toFixed(2))))
    }, writeDelayMs)
  }
  return [moving ? clampView(moving, side) : kept, look]
}

function parseView(text: string, side: number): MatrixView {
  const [x, y, span] = text.split(',').map(Number)
  if (text === '' || x === undefined || y === undefined || !span) return wholeView(side)
  return clampView({ x, y, span }, side)
}
