import { frame, text, type Markish } from '@observablehq/plot'
import type { Panel } from '../frame/drawing.ts'
import { textWidth } from '../frame/text-width.ts'
import { GREY, INK, isDark } from '../style/palette.ts'
import type { ColorSteps } from './color-steps.ts'
import { heatCells } from './heat-cells.ts'

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
