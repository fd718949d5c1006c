import { formatNumber } from '@mitoscope/analysis/format'
import { isDefined } from '../defined.ts'
import type { Figure } from '../figure.ts'
import type { Drawing } from '../frame/drawing.ts'
import { renderFigure } from '../frame/render-figure.ts'
import { cutText } from '../frame/text-width.ts'
import type { PairsInput } from '../input/analysis-input.ts'
import { colorBar, colorSteps } from '../marks/color-steps.ts'
import { numberGridPanel } from '../marks/cell-panels.ts'
import { BLUES } from '../style/palette.ts'
import { columnName, tableOf } from '../table/figure-table.ts'

type Quantity = PairsInput['quantities'][number]

interface PairCell {
  readonly row: number
  readonly column: number
  readonly value: number | null
}

type FoundCell = PairCell & { readonly value: number }

/** Blues from light to dark, without the lightest, which does not show on paper. */
const COLORS = BLUES.slice(1, 8)
/** Colour of a layer's cell with itself, which is not compared. */
const DIAGONAL = '#e4e4e4'
/** Height in pixels of a row with numbers, and of a row among many. */
const [ROW, LOW_ROW] = [30, 20]
const MANY = 12
/** Largest width of a name in pixels. */
const NAME = 200

/**
 * Draws a matrix of the compared layers for each quantity with a number. Of two quantities that change into each other
 * with the order of the pair, the first one's matrix holds both.
 */
export function pairsFigures(input: PairsInput): Figure[] {
  return shownQuantities(input).flatMap((quantity) => {
    const drawing = draw(input, quantity)
    return drawing ? [renderFigure(columnName(quantity.id).replaceAll('_', '-'), drawing)] : []
  })
}

function shownQuantities({ quantities }: PairsInput): Quantity[] {
  return quantities.filter(
    ({ mirror }, i) => !mirror || !quantities.slice(0, i).some(({ id }) => id === mirror),
  )
}

function draw(input: PairsInput, quantity: Quantity): Drawing | null {
  const { title, subtitle, names } = input
  const isMirrored = Boolean(quantity.mirror)
  const cells = cellsOf(input, quantity)
  const found = cells.filter((cell): cell is FoundCell => isDefined(cell.value))
  if (found.length === 0) return null
  const isAlone = shownQuantities(input).length === 1
  // The label of a quantity that depends on the order names only one of the two directions.
  const label = isMirrored ? title : quantity.label
  const values = found.map(({ value }) => Math.max(0, value))
  const steps = colorSteps(values, COLORS)
  const order = isMirrored ? ` ${quantity.label}: the row is the first, the column the second.` : ''
  return {
    title: isAlone ? title : `${title}: ${quantity.label}`,
    subtitle: [`${names.length} layers in pairs`, subtitle].filter(Boolean).join(' · '),
    caption: `${describeRange(found, names, isMirrored)}${order}`,
    legend: [],
    panels: [
      {
        ...numberGridPanel({
          columns: names.map((_, i) => String(i + 1)),
          rows: names.map((name, i) => cutText(`${i + 1}: ${name}`, 11, NAME)),
          columnTitle: isMirrored ? 'second' : '',
          rowTitle: isMirrored ? 'first' : '',
          cells: [
            ...names.map((_, i) => ({ row: i, column: i, color: DIAGONAL, text: '' })),
            ...found.map(({ row, column, value }) => ({
              row,
              column,
              color: steps.colorOf(value),
              text: value.toFixed(2),
            })),
          ],
        }),
        share: 0.74,
      },
      colorBar(steps, label),
    ],
    height: 190 + Math.max(4, names.length) * (names.length > MANY ? LOW_ROW : ROW),
    table: () =>
      tableOf(
        cells.filter(({ row, column }) => isMirrored || row < column),
        [
          { name: 'first', of: ({ row }) => names[row] },
          { name: 'second', of: ({ column }) => names[column] },
          { name: columnName(quantity.id), label, of: ({ value }) => value },
        ],
      ),
  }
}

/** Returns both orders of every pair, row by row. */
function cellsOf({ pairs }: PairsInput, { id, mirror }: Quantity): PairCell[] {
  return pairs
    .flatMap(({ first, second, values }) => [
      { row: first, column: second, value: values[id] ?? null },
      { row: second, column: first, value: values[mirror ?? id] ?? null },
    ])
    .sort((a, b) => a.row - b.row || a.column - b.column)
}

/** Returns a sentence with the lowest and the highest value. */
function describeRange(found: readonly FoundCell[], names: readonly string[], isMirrored: boolean): string {
  const sorted = found.toSorted((a, b) => a.value - b.value)
  const tell = ({ row, column, value }: FoundCell) =>
    `${formatNumber(value)} ${isMirrored ? 'from' : 'between'} ${names[row]} ${isMirrored ? 'to' : 'and'} ${names[column]}`
  const [least, most] = [sorted[0], sorted.at(-1)!]
  return least.value === most.value
    ? `It is ${tell(least)}.`
    : `Lowest: ${tell(least)}. Highest: ${tell(most)}.`
}
