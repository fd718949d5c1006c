'use client'
import { parseAsArrayOf, parseAsFloat, useQueryState } from 'nuqs'
import { useEffect, useMemo, useRef, useState } from 'react'
import { clampView, wholeView, type MatrixView } from './matrix-view.ts'

/** Milliseconds of rest after which the address tells what is looked at: at every turn of a wheel it would be slow. */
const rest = 250

/** The part of a matrix that is looked at, which the address keeps. */
export function useMatrixView(id: string, side: number): readonly [MatrixView, (view: MatrixView) => void] {
  const [text, setText] = useQueryState(`${id}-view`, parseAsArrayOf(parseAsFloat))
  const [moving, setMoving] = useState<MatrixView>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const written = text?.join() ?? ''
  const kept = useMemo(() => readView(written, side), [written, side])
  // Whatever the address says next, by going back or by having rested, holds.
  useEffect(() => setMoving(undefined), [written])
  useEffect(() => () => clearTimeout(timer.current), [])
  const look = (view: MatrixView) => {
    setMoving(view)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const { x, y, span } = view
      void setText(span >= side ? null : [x, y, span].map((at) => Number(at.toFixed(2))))
    }, rest)
  }
  return [moving ? clampView(moving, side) : kept, look]
}

function readView(text: string, side: number): MatrixView {
  const [x, y, span] = text.split(',').map(Number)
  if (text === '' || x === undefined || y === undefined || !span) return wholeView(side)
  return clampView({ x, y, span }, side)
}
