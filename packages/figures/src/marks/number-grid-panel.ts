import { frame, text, type Markish } from '@observablehq/plot'
import type { Panel } from '../frame/drawing.ts'
import { textWidth } from '../frame/text-width.ts'
import { GREY, INK, isDark } from '../style/palette.ts'
import { heatCells } from './heat-cells.ts'

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
