import { frame, type Markish, type RenderFunction, text } from '@observablehq/plot'
import type { Panel } from '../frame/drawing.ts'
import { textWidth } from '../frame/text-width.ts'
import { GREY, INK, isDark } from '../style/palette.ts'
import type { ColorSteps } from './color-steps.ts'

/** Returns a function that draws cells as one path per colour, so that ten thousand cells are a small file. */
function heatCells(
  cells: readonly { readonly row: number; readonly column: number; readonly color: string }[],
): RenderFunction {
  return (_index, scales, _values, _dimensions, context) => {
    const { document } = context
    const create = (name: string) => document.createElementNS('http://www.w3.org/2000/svg', name)
    const group = create('g')
    group.setAttribute('aria-label', 'cells')
    // Otherwise the seams between neighbouring cells are visible.
    group.setAttribute('shape-rendering', 'crispEdges')
    const [x, y] = [scales.x!, scales.y!].map(
      (scale) => (at: number) => Math.round(Number(scale(at)) * 10) / 10,
    )
    for (const color of new Set(cells.map((cell) => cell.color))) {
      const path = create('path')
      path.setAttribute('fill', color)
      const squares = cells
        .filter((cell) => cell.color === color)
        .map(({ row, column }) => `M${x(column)} ${y(row)}H${x(column + 1)}V${y(row + 1)}H${x(column)}Z`)
      path.setAttribute('d', squares.join(''))
      group.append(path)
    }
    return group
  }
}

/** Largest numbers of rows with a name at each, and with a value in each cell. */
const NAMED = 24
const SPELT = 10

export interface HeatMap {
  readonly labels: readonly (string | number)[]
  /** Axis title, for example "group". */
  readonly label: string
  /** Values, row-major; null for an empty cell. */
  readonly values: readonly (number | null)[]
  readonly steps: ColorSteps
  readonly format: (value: number) => string
}

/** Returns a square matrix in colours. */
export function heatMapPanel({ labels, label, values, steps, format }: HeatMap): Panel {
  const count = labels.length
  const cells = values.flatMap((value, i) =>
    value === null
      ? []
      : [{ row: Math.floor(i / count), column: i % count, value, color: steps.colorOf(value) }],
  )
  const widest = Math.max(0, ...labels.map((name) => textWidth(String(name), 11)))
  return {
    share: 0.74,
    options: ({ width, height }) => {
      const [marginTop, marginBottom, marginLeft] = [8, 50, 130]
      const side = Math.min(height - marginTop - marginBottom, width - marginLeft)
      const fits = count <= NAMED && widest < side / count
      const axis = {
        domain: [0, count],
        label,
        ticks: fits ? labels.map((_, i) => i + 0.5) : [],
        tickFormat: (at: number) => String(labels[Math.floor(at)] ?? ''),
        tickSize: 0,
      }
      const marks: Markish[] = [
        frame({ fill: '#fbfbfb', stroke: 'none' }),
        heatCells(cells),
        frame({ stroke: GREY }),
      ]
      if (count <= SPELT) {
        marks.push(
          text(cells, {
            x: (cell) => cell.column + 0.5,
            y: (cell) => cell.row + 0.5,
            text: (cell) => format(cell.value),
            fill: (cell) => (isDark(cell.color) ? 'white' : INK),
            fontSize: 10,
            className: 'cell-values',
          }),
        )
      }
      return {
        marginTop,
        marginBottom,
        marginLeft,
        marginRight: width - marginLeft - side,
        x: { ...axis, labelOffset: fits ? 36 : 24 },
        y: { ...axis, reverse: true, labelOffset: fits ? 26 + widest : 24 },
        marks,
      }
    },
  }
}

/** Pixels between the text of a cell and its edges. */
const ROOM = 4
const FONT = 12

export interface NumberGrid {
  readonly columns: readonly string[]
  readonly rows: readonly string[]
  readonly columnTitle: string
  readonly rowTitle: string
  readonly cells: readonly NumberCell[]
}

export interface NumberCell {
  readonly row: number
  readonly column: number
  readonly color: string
  /** The number as text. */
  readonly text: string
}

/** Returns a table in colours, with the number of each cell if it fits. */
export function numberGridPanel({ columns, rows, columnTitle, rowTitle, cells }: NumberGrid): Panel {
  return {
    options: ({ width, height }) => {
      const widest = Math.max(0, ...rows.map((name) => textWidth(name, 11)))
      const [marginTop, marginBottom, marginLeft, marginRight] = [8, 48, widest + 40, 8]
      const cellWidth = (width - marginLeft - marginRight) / columns.length
      const cellHeight = (height - marginTop - marginBottom) / rows.length
      const fits = (name: string, size: number) => textWidth(name, size) + ROOM < cellWidth
      // Every second name, or fewer, if all of them would touch.
      const step = [1, 2, 4, 8, 16].find((each) => columns.every((name) => textWidth(name, 11) + ROOM < each * cellWidth)) ?? columns.length // prettier-ignore
      const marks: Markish[] = [
        frame({ fill: '#fbfbfb', stroke: 'none' }),
        heatCells(cells),
        frame({ stroke: GREY }),
      ]
      if (cellHeight >= FONT + 2 && cells.every((cell) => fits(cell.text, FONT))) {
        marks.push(
          text(cells, {
            x: ({ column }: NumberCell) => column + 0.5,
            y: ({ row }: NumberCell) => row + 0.5,
            text: 'text',
            fill: ({ color }: NumberCell) => (isDark(color) ? 'white' : INK),
            fontSize: FONT,
            className: 'cell-values',
          }),
        )
      }
      const axis = (names: readonly string[], label: string, each: number) => ({
        domain: [0, names.length],
        label,
        ticks: names.map((_, i) => i + 0.5).filter((_, i) => i % each === 0),
        tickFormat: (at: number) => names[Math.floor(at)] ?? '',
      })
      return {
        marginTop,
        marginBottom,
        marginLeft,
        marginRight,
        x: { ...axis(columns, columnTitle, step), labelOffset: 36 },
        y: { ...axis(rows, rowTitle, 1), reverse: true, labelOffset: 26 + widest },
        marks,
      }
    },
  }
}
