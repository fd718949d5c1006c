import type { RenderFunction } from '@observablehq/plot'

type Scale = (value: number) => number

/** Draws what a mark has left open. */
export type Outline = () => void

/**
 * A mark that is one path, its outline written by hand: Plot's own marks look at every point several times, which a
 * hundred lines of thousands of points cannot wait for. The path stays empty until its outline, which joins `later`, is drawn.
 */
export function pathMark(
  later: Outline[],
  outline: (x: Scale, y: Scale) => string,
  attributes: Readonly<Record<string, string | number>>,
): RenderFunction {
  return (_index, { x, y }, _values, _dimensions, { document }) => {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
    later.push(() => path.setAttribute('d', outline(x as Scale, y as Scale)))
    for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, String(value))
    return path
  }
}

const perPiece = 48

/**
 * The same for one line, in pieces: where a browser draws a part of the screen anew, it measures every dash of each path
 * that is there, and takes ten times as long for one that runs from end to end.
 */
export function lineMark(
  later: Outline[],
  points: readonly Place[],
  attributes: Readonly<Record<string, string | number>>,
): RenderFunction {
  return (_index, { x, y }, _values, _dimensions, { document }) => {
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'g')
    for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, String(value))
    later.push(() => {
      for (const { path, from } of piecesOf(points, x as Scale, y as Scale, perPiece)) {
        const piece = document.createElementNS('http://www.w3.org/2000/svg', 'path')
        piece.setAttribute('d', path)
        // Its dashes go on where those of the piece before end.
        if ('stroke-dasharray' in attributes) piece.setAttribute('stroke-dashoffset', from.toFixed(1))
        line.append(piece)
      }
    })
    return line
  }
}

interface Place {
  readonly x: number
  readonly y: number
}

/** A line as paths through `count` points each, which begin where the last one ends, after so many pixels of the whole. */
export function piecesOf(
  points: readonly Place[],
  x: Scale,
  y: Scale,
  count: number,
): { readonly path: string; readonly from: number }[] {
  const placed = points.map((point) => ({ x: place(x(point.x)), y: place(y(point.y)) }))
  const pieces = []
  let from = 0
  for (let start = 0; start === 0 || start < placed.length - 1; start += count - 1) {
    const own = placed.slice(start, start + count)
    pieces.push({ path: linesThrough(own, same, same), from })
    for (let i = 1; i < own.length; i++) from += Math.hypot(own[i].x - own[i - 1].x, own[i].y - own[i - 1].y)
  }
  return pieces
}

const same = (value: number) => value

/** Lines through points, a new one wherever `id` changes. */
export function linesThrough(
  points: readonly { readonly x: number; readonly y: number; readonly id?: string }[],
  x: Scale,
  y: Scale,
): string {
  let path = ''
  let before: string | undefined
  points.forEach((point, i) => {
    path += `${i === 0 || point.id !== before ? 'M' : 'L'}${place(x(point.x))},${place(y(point.y))}`
    before = point.id
  })
  return path
}

/** The area between two ends: along one and back along the other. */
export function areaBetween(
  points: readonly { readonly x: number; readonly low: number; readonly high: number }[],
  x: Scale,
  y: Scale,
): string {
  if (points.length === 0) return ''
  const ends = [
    ...points.map((point) => `${place(x(point.x))},${place(y(point.high))}`),
    ...points.toReversed().map((point) => `${place(x(point.x))},${place(y(point.low))}`),
  ]
  return `M${ends.join('L')}Z`
}

/** Rounds a coordinate to a tenth of a pixel. */
function place(at: number): number {
  return Math.round(at * 10) / 10
}
