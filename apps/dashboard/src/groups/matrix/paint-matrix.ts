import { colorPixels } from './matrix-colors.ts'
import type { MatrixView } from './matrix-view.ts'
import type { Band } from '../pairs/order-by-group.ts'

/** A matrix as pictures of one pixel a cell, made once for each level: looking closer only enlarges them. */
export function makePixels(
  values: readonly (number | null)[],
  side: number,
  full: number,
): readonly HTMLCanvasElement[] {
  return makeLevels(values, side).map((level) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = level.side
    const image = new ImageData(colorPixels(level.values, full), level.side, level.side)
    canvas.getContext('2d')!.putImageData(image, 0, 0)
    return canvas
  })
}

interface Painting {
  readonly pixels: readonly HTMLCanvasElement[]
  readonly side: number
  readonly view: MatrixView
  readonly bands: readonly Band[]
  readonly cell: readonly [row: number, column: number] | null
  readonly isMarked: (row: number, column: number) => boolean
}

/** Pixels of a cell from which on marks in it can be seen. */
const large = 9

/** Draws the shown part: cells, borders of groups, dots on what is significant, a frame around the chosen pair. */
export function paintMatrix(canvas: HTMLCanvasElement, painting: Painting): void {
  const { pixels, side, view, bands, cell } = painting
  const context = canvas.getContext('2d')!
  const { width } = canvas
  const scale = width / view.span
  const at = (row: number, from: number) => (row - from) * scale
  const level = chooseLevel(pixels.length, scale)
  const [x, y, span] = [view.x, view.y, view.span].map((cells) => cells / 2 ** level)
  context.imageSmoothingEnabled = false
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, width)
  context.drawImage(pixels[level], x, y, span, span, 0, 0, width, width)
  if (scale >= large) paintMarks(context, painting, scale)
  context.beginPath()
  context.strokeStyle = '#222222'
  context.lineWidth = 1
  for (const { end } of bands) {
    if (end >= side) continue
    const [right, below] = [Math.round(at(end, view.x)) + 0.5, Math.round(at(end, view.y)) + 0.5]
    context.moveTo(right, 0)
    context.lineTo(right, width)
    context.moveTo(0, below)
    context.lineTo(width, below)
  }
  context.stroke()
  if (cell) {
    const [left, top, size] = [at(cell[1], view.x), at(cell[0], view.y), Math.max(scale, 4)]
    for (const [line, color] of [
      [4, 'white'],
      [2, 'black'],
    ] as const) {
      // prettier-ignore
      context.lineWidth = line
      context.strokeStyle = color
      context.strokeRect(left, top, size, size)
    }
  }
}

/** Two shapes for all dots together: one path each is far faster than one per dot. */
function paintMarks(
  context: CanvasRenderingContext2D,
  { side, view, isMarked }: Painting,
  scale: number,
): void {
  const radius = Math.min(5, scale / 8)
  const end = (from: number) => Math.min(side, from + view.span)
  const marks: (readonly [x: number, y: number])[] = []
  for (let row = Math.floor(view.y); row < end(view.y); row++)
    for (let column = Math.floor(view.x); column < end(view.x); column++)
      if (isMarked(row, column)) marks.push([(column + 0.5 - view.x) * scale, (row + 0.5 - view.y) * scale])
  for (const [size, color] of [
    [radius + 1.5, 'white'],
    [radius, 'black'],
  ] as const) {
    // prettier-ignore
    context.beginPath()
    for (const [x, y] of marks) {
      context.moveTo(x + size, y)
      context.arc(x, y, size, 0, 2 * Math.PI)
    }
    context.fillStyle = color
    context.fill()
  }
}

/** A square matrix, row by row; NaN where it is not defined. */
interface MatrixLevel {
  readonly side: number
  readonly values: Float32Array
}

/**
 * A matrix and ever coarser ones of half its side, down to a few cells. A coarse cell is the value of largest size among
 * the four below it, so that a pair that stands out is still seen from afar.
 */
export function makeLevels(values: readonly (number | null)[], side: number): readonly MatrixLevel[] {
  const whole = new Float32Array(side * side)
  for (let i = 0; i < whole.length; i++) whole[i] = values[i] ?? Number.NaN
  const levels: MatrixLevel[] = [{ side, values: whole }]
  while (levels.at(-1)!.side > 32) levels.push(halve(levels.at(-1)!))
  return levels
}

/** The finest level whose cells are not smaller than a pixel, of which `scale` lie along a cell of the matrix: none is left out. */
export function chooseLevel(levels: number, scale: number): number {
  if (scale >= 1) return 0
  return Math.min(levels - 1, Math.ceil(Math.log2(1 / scale) - 1e-9))
}

function halve({ side, values }: MatrixLevel): MatrixLevel {
  const half = Math.ceil(side / 2)
  const coarse = new Float32Array(half * half).fill(Number.NaN)
  for (let row = 0; row < side; row++) {
    const target = (row >> 1) * half
    for (let column = 0; column < side; column++) {
      // On the diagonal each neuron is compared with itself: that would drown its neighbours.
      if (row === column) continue
      const value = values[row * side + column]
      const known = coarse[target + (column >> 1)]
      if (Number.isNaN(known) || Math.abs(value) > Math.abs(known)) coarse[target + (column >> 1)] = value
    }
  }
  return { side: half, values: coarse }
}
