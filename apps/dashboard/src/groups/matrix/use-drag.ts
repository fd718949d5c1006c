'use client'
import { useRef, type PointerEvent } from 'react'
import { clampView, type MatrixView } from './matrix-view.ts'

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
