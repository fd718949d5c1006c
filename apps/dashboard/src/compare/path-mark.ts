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

/** To a tenth of a pixel. */
function place(at: number): number {
  return Math.round(at * 10) / 10
}
