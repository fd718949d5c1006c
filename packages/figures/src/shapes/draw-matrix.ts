import { formatCount, formatNumber } from '@mitoscope/analysis/format'
import type { Drawing } from '../frame/drawing.ts'
import type { AnalysisInput, MeasureInput } from '../input/analysis-input.ts'
import { colorBar, colorSteps } from '../marks/color-steps.ts'
import { heatMapPanel } from '../marks/cell-panels.ts'
import { BLUES, ORANGE_TO_PURPLE } from '../style/palette.ts'
import { tableOf } from '../table/figure-table.ts'
import { describe } from './describe.ts'

/** Largest number of rows whose cells can be told apart at the size of the figure. */
const MOST_ROWS = 96

interface MatrixWords {
  readonly title?: string
  readonly caption?: string
  /** Title of both axes; `count` is the number of rows shown where those are not all. */
  readonly label?: (count: number | null) => string
  /** Title of the colour bar. */
  readonly value?: string
  /** Names of the columns of the table that hold a value. */
  readonly column?: { readonly name: string; readonly label: string }
  /** Keeps only significant pairs above the diagonal even where there are none; by default then all values are shown. */
  readonly tested?: boolean
}

/** Draws a matrix in colours: all values below the diagonal, above it those found significant where some were. */
export function drawMatrix(
  measure: MeasureInput,
  analysis: AnalysisInput,
  words: MatrixWords = {},
): Drawing | null {
  const { result } = measure
  if (result.shape !== 'matrix' || result.labels.length < 2) return null
  const tested = words.tested ?? result.pairs.length > 0
  const all = result.labels.length
  const count = Math.min(all, MOST_ROWS)
  const labels = result.labels.slice(0, count)
  const significant = new Set(result.pairs.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]))
  const values: (number | null)[] = []
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      const shown = tested ? b < a || (b > a && significant.has(`${labels[a]} ${labels[b]}`)) : true
      values.push(shown ? (result.values[a * all + b] ?? null) : null)
    }
  }
  const defined = values.filter((value) => value !== null)
  const signed = words.tested === true || defined.some((value) => value < 0)
  const steps = colorSteps(defined, signed ? ORANGE_TO_PURPLE : BLUES, { signed, share: 0.99 })
  const summary = result.summary.flatMap(({ label, value }) => (value === null ? [] : [`${label} ${value < 1 ? formatNumber(value) : formatCount(value)}`])) // prettier-ignore
  const title = words.title ?? measure.title
  const { unit = 'neuron', quantity = 'value' } = result
  const column = words.column ?? { name: 'value', label: quantity }
  const label = words.label ?? ((shown) => (shown === null ? unit : `${unit} (the first ${shown})`))
  return {
    title,
    subtitle: [describe(measure, analysis).split(' · ')[0], ...summary].join(' · '),
    caption:
      words.caption ??
      `${title}: each cell is one pair${tested ? ', below the diagonal every pair and above it those found significant' : ''}.`,
    legend: [],
    panels: [
      heatMapPanel({ labels, label: label(count < all ? count : null), values, steps, format: formatNumber }),
      colorBar(steps, words.value ?? quantity),
    ],
    height: 460,
    // The table has every pair, also of neurons that are not drawn.
    table: () => {
      const pairs = result.labels.flatMap((_, a) => result.labels.slice(0, a).map((__, b) => ({ a, b })))
      return tableOf(pairs, [
        { name: unit, of: ({ a }) => result.labels[a] },
        { name: `other_${unit}`, of: ({ b }) => result.labels[b] },
        { ...column, of: ({ a, b }) => result.values[a * all + b] },
        {
          name: 'significant',
          of: ({ a, b }) => (significant.has(`${result.labels[a]} ${result.labels[b]}`) ? 1 : 0),
        },
      ])
    },
  }
}
