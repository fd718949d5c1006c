import { dot, link, plot, rect, text, type Markish, type PlotOptions } from '@observablehq/plot'
import { INK } from '../style/palette.ts'
import type { LegendEntry } from './drawing.ts'
import { textWidth, wrapText } from './text-width.ts'

const ROW = 18
const SWATCH = 30
const GAP = 16
const FONT = 11
const OPEN = new Set<unknown>(['times'])

/** Draws the legend as a plot in pixels, with its entries in rows. */
export function drawLegend(
  document: PlotOptions['document'],
  entries: readonly LegendEntry[],
  width: number,
) {
  const marks: Markish[] = []
  let [x, row] = [0, 0]
  for (const entry of entries) {
    const swatch = entry.shape === 'text' ? 0 : SWATCH
    const lines = wrapText(entry.label, FONT, width - swatch)
    const needed = swatch + Math.max(0, ...lines.map((line) => textWidth(line, FONT)))
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1]
    marks.push(...swatchMarks(entry, x, row * ROW + ROW / 2))
    lines.forEach((line, i) =>
      marks.push(
        text([line], {
          x: x + swatch,
          y: (row + i) * ROW + ROW / 2,
          text: (d) => d,
          textAnchor: 'start',
          fill: INK,
        }),
      ),
    )
    row += Math.max(0, lines.length - 1)
    x = lines.length > 1 ? Infinity : x + needed + GAP
  }
  const height = entries.length ? (row + 1) * ROW : 0
  const scale = { type: 'identity', axis: null } as const
  return { height, svg: plot({ document, width, height, margin: 0, x: scale, y: scale, marks }) }
}

function swatchMarks(
  { shape = 'line', color = INK, symbol, dash = 'none' }: LegendEntry,
  x: number,
  y: number,
): Markish[] {
  const [x1, x2] = [x, x + SWATCH - 7]
  const middle = (x1 + x2) / 2
  const marks: Markish[] = []
  const stroke = { stroke: color, strokeWidth: 1.8, strokeDasharray: dash }
  if (shape === 'rule') {
    marks.push(
      rect([0], { x1: middle - 6, x2: middle + 6, y1: y - 7, y2: y + 7, fill: color, fillOpacity: 0.15 }),
    )
    marks.push(link([0], { x1: middle, x2: middle, y1: y - 7, y2: y + 7, ...stroke, strokeWidth: 1.2 }))
  }
  if (shape === 'line') marks.push(link([0], { x1, x2, y1: y, y2: y, ...stroke }))
  // An open symbol has no inside to fill.
  const paint = OPEN.has(symbol) ? { stroke: color } : { fill: color, stroke: 'white', strokeWidth: 0.8 }
  if (symbol) marks.push(dot([0], { x: middle, y, symbol, r: 4, ...paint }))
  return marks
}
