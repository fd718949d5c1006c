import { formatCount, formatNumber } from '@mitoscope/analysis/format'
import { colorBar } from '../marks/color-bar.ts'
import { colorSteps } from '../marks/color-steps.ts'
import { heatMapPanel } from '../marks/heat-map-panel.ts'
import { ORANGE_TO_PURPLE } from '../style/palette.ts'
import { tableOf } from '../table/figure-table.ts'
import { describe } from './describe.ts'
import type { MeasureFigure } from './measure-figure.ts'

/** Largest number of neurons whose cells can be told apart at the size of the figure. */
const MOST = 96

/** Pairs of neurons that share noise: all pairs below the diagonal, the significant ones above it. */
export const residualPairsFigure: MeasureFigure = {
  measure: 'residual-pairs',
  draw(measure, analysis) {
    const { result } = measure
    if (result.shape !== 'matrix' || result.labels.length < 2) return null
    const all = result.labels.length
    const count = Math.min(all, MOST)
    const labels = result.labels.slice(0, count)
    const significant = new Set(result.pairs.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]))
    const values: (number | null)[] = []
    for (let a = 0; a < count; a++) {
      for (let b = 0; b < count; b++) {
        const shown = b < a || (b > a && significant.has(`${labels[a]} ${labels[b]}`))
        values.push(shown ? (result.values[a * all + b] ?? null) : null)
      }
    }
    const steps = colorSteps(values.filter((value) => value !== null), ORANGE_TO_PURPLE, { signed: true, share: 0.99 }) // prettier-ignore
    const summary = result.summary.flatMap(({ label, value }) => (value === null ? [] : [`${label} ${value < 1 ? formatNumber(value) : formatCount(value)}`])) // prettier-ignore
    return {
      title: 'Pairs of neurons that share residual noise',
      subtitle: [describe(measure, analysis).split(' · ')[0], ...summary].join(' · '),
      caption:
        'Correlation of what a chunk leaves unexplained of two other neurons: below the diagonal all pairs, above ' +
        'it only those that share more than chance allows, none if noise is independent.',
      legend: [],
      panels: [
        heatMapPanel({
          labels,
          label: count < all ? `neuron (the ${count} with most partners)` : 'neuron',
          values,
          steps,
          format: formatNumber,
        }),
        colorBar(steps, 'correlation ρ of residuals'),
      ],
      height: 460,
      // The table has every pair, also of neurons that are not drawn.
      table: () => {
        const pairs = result.labels.flatMap((_, a) => result.labels.slice(0, a).map((__, b) => ({ a, b })))
        return tableOf(pairs, [
          { name: 'neuron', of: ({ a }) => result.labels[a] },
          { name: 'other_neuron', of: ({ b }) => result.labels[b] },
          { name: 'correlation', label: 'correlation ρ', of: ({ a, b }) => result.values[a * all + b] },
          {
            name: 'significant',
            of: ({ a, b }) => (significant.has(`${result.labels[a]} ${result.labels[b]}`) ? 1 : 0),
          },
        ])
      },
    }
  },
}
