import { formatNumber } from '@mitoscope/analysis/format'
import { isDefined } from '../defined.ts'
import type { Drawing, LegendEntry } from '../frame/drawing.ts'
import type { SweepInput, WidthInput } from '../input/sweep-input.ts'
import { numberGridPanel } from '../marks/cell-panels.ts'
import { BLUES } from '../style/palette.ts'
import { tableOf } from '../table/figure-table.ts'
import { describeSweep, WIDTH_AXIS } from './sweep-figure.ts'

/** Blues from light to dark, without the lightest, which does not show on paper. */
const COLORS = BLUES.slice(1, 8)
const ROW = 46

/** A quantity of a width, and the words of its figure. */
export interface MapQuantity {
  /** Id of the figure. */
  readonly id: string
  readonly title: string
  readonly caption: string
  /** Name of the quantity in the legend. */
  readonly legend: string
  /** Name of the column in the table. */
  readonly quantity: string
  readonly of: (width: WidthInput) => number | null
  readonly format: (value: number) => string
}

/** Draws a quantity over width × weight decay, a number in each cell; null for fewer than two weight decays, or no values. */
export function drawWidthDecayMap(sweep: SweepInput, shown: MapQuantity): Drawing | null {
  const { title, caption, legend, quantity, of, format } = shown
  // Strongest weight decay first, so that it is on top.
  const series = sweep.series
    .filter(({ widths }) => widths.length > 0)
    .toSorted((a, b) => b.weightDecay - a.weightDecay)
  if (series.length < 2) return null
  const columns = [...new Set(series.flatMap(({ widths }) => widths.map(({ width }) => width)))].sort(
    (a, b) => a - b,
  )
  const found = series.flatMap(({ weightDecay, widths }, row) =>
    widths.map((entry) => ({
      row,
      weightDecay,
      width: entry.width,
      column: columns.indexOf(entry.width),
      value: of(entry),
    })),
  )
  const values = found.map(({ value }) => value).filter(isDefined)
  if (values.length === 0) return null
  const steps = ratioSteps(values)
  const cells = found.flatMap(({ row, column, value }) =>
    isDefined(value) ? [{ row, column, color: steps.colorOf(value), text: format(value) }] : [],
  )
  return {
    title,
    subtitle: describeSweep(sweep),
    caption,
    legend: [
      { label: legend, shape: 'text' },
      ...steps.bands.map(({ low, high, color }): LegendEntry => ({
        label: low === high ? format(low) : `${format(low)} to ${format(high)}`,
        color,
        symbol: 'square',
        shape: 'mark',
      })),
    ],
    panels: [
      numberGridPanel({
        columns: columns.map(formatNumber),
        rows: series.map(({ weightDecay }) => formatNumber(weightDecay)),
        columnTitle: WIDTH_AXIS,
        rowTitle: 'weight decay',
        cells,
      }),
    ],
    // The height grows with the number of weight decays.
    height: 210 + ROW * series.length,
    table: () =>
      tableOf(found, [
        { name: 'weight_decay', of: ({ weightDecay }) => weightDecay },
        { name: 'width', of: ({ width }) => width },
        { name: quantity, of: ({ value }) => value },
      ]),
  }
}

interface RatioSteps {
  readonly bands: readonly { readonly low: number; readonly high: number; readonly color: string }[]
  readonly colorOf: (value: number) => string
}

/** Colours in steps of equal ratio: on an even scale, a quantity that doubles with width would fill the palest step. */
function ratioSteps(values: readonly number[]): RatioSteps {
  const positive = values.filter((value) => value > 0)
  const low = Math.min(...positive)
  const high = Math.max(...positive)
  if (!(high > low)) {
    const color = COLORS[2]
    return { bands: positive.length ? [{ low, high, color }] : [], colorOf: () => color }
  }
  const count = COLORS.length
  const edge = (step: number) => (step === count ? high : low * (high / low) ** (step / count))
  const colorOf = (value: number) => {
    if (!(value > 0)) return COLORS[0]
    const step = Math.floor((Math.log(value / low) / Math.log(high / low)) * count + 1e-9)
    return COLORS[Math.min(Math.max(step, 0), count - 1)]
  }
  return { bands: COLORS.map((color, i) => ({ low: edge(i), high: edge(i + 1), color })), colorOf }
}
