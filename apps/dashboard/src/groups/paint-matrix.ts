import type { MatrixView } from './matrix-view.ts'
import { colorOf } from './matrix-colors.ts'
import type { Band } from './order-by-group.ts'

/** A matrix as a picture of one pixel a cell, made once: looking closer only enlarges it. */
export function makePixels(
  values: readonly (number | null)[],
  side: number,
  full: number,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side
  const context = canvas.getContext('2d')!
  const image = context.createImageData(side, side)
  for (let i = 0; i < side * side; i++) {
    const [red, green, blue] = colorOf(values[i] ?? null, full)
    image.data.set([red, green, blue, 255], 4 * i)
  }
  context.putImageData(image, 0, 0)
  return canvas
}

interface Painting {
  readonly pixels: HTMLCanvasElement
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
  const { pixels, side, view, bands, cell, isMarked } = painting
  const context = canvas.getContext('2d')!
  const { width } = canvas
  const scale = width / view.span
  const at = (row: number, from: number) => (row - from) * scale
  context.imageSmoothingEnabled = false
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, width)
  context.drawImage(pixels, view.x, view.y, view.span, view.span, 0, 0, width, width)
  if (scale >= large) {
    context.fillStyle = 'black'
    const radius = Math.min(5, scale / 8)
    for (let row = Math.floor(view.y); row < Math.min(side, view.y + view.span); row++) {
      for (let column = Math.floor(view.x); column < Math.min(side, view.x + view.span); column++) {
        if (!isMarked(row, column)) continue
        const [x, y] = [at(column + 0.5, view.x), at(row + 0.5, view.y)]
        context.beginPath()
        context.arc(x, y, radius + 1.5, 0, 2 * Math.PI)
        context.fillStyle = 'white'
        context.fill()
        context.beginPath()
        context.arc(x, y, radius, 0, 2 * Math.PI)
        context.fillStyle = 'black'
        context.fill()
      }
    }
  }
  context.strokeStyle = '#222222'
  context.lineWidth = 1
  for (const { end } of bands) {
    if (end >= side) continue
    const [x, y] = [Math.round(at(end, view.x)) + 0.5, Math.round(at(end, view.y)) + 0.5]
    context.strokeRect(x, -1, 0, width + 2)
    context.strokeRect(-1, y, width + 2, 0)
  }
  if (cell) {
    const [row, column] = cell
    const [x, y, size] = [at(column, view.x), at(row, view.y), Math.max(scale, 4)]
    context.lineWidth = 4
    context.strokeStyle = 'white'
    context.strokeRect(x, y, size, size)
    context.lineWidth = 2
    context.strokeStyle = 'black'
    context.strokeRect(x, y, size, size)
  }
}
