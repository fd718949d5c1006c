import { formatNumber, residualFloor } from '@mitoscope/analysis/format'
import type { Drawing } from '../frame/drawing.ts'
import type { AnalysisInput, MeasureInput } from '../input/analysis-input.ts'
import { colorBar, colorSteps } from '../marks/color-steps.ts'
import { heatMapPanel } from '../marks/cell-panels.ts'
import { BLUES, INK } from '../style/palette.ts'
import { tableOf } from '../table/figure-table.ts'
import { describe } from './describe.ts'

interface PartitionWords {
  readonly title?: string
  readonly caption?: string
}

/** Draws the correlation between the groups of a partition, beyond the information they share. */
export function drawPartition(
  measure: MeasureInput,
  analysis: AnalysisInput,
  words: PartitionWords = {},
): Drawing | null {
  const { result } = measure
  if (result.shape !== 'partition') return null
  const all = result.groups.length
  // Only the first of very many groups are compared; the others would be an empty margin.
  const compared = Array.from({ length: all }, (_, g) => g).filter((g) =>
    result.between.slice(g * all, (g + 1) * all).some((value) => value !== null),
  )
  if (compared.length === 0) return null
  const values = compared.flatMap((a) => compared.map((b) => result.between[a * all + b] ?? null))
  const floor = residualFloor(analysis.noiseFloor, result.groups[0].neurons.length)
  // At least twice the floor, so that independent groups do not look alarming.
  const steps = colorSteps([...values.filter((value) => value !== null), 2 * floor], BLUES)
  const summary = result.summary.flatMap(({ label, value }) =>
    value === null ? [] : [`${label} ${formatNumber(value)}`],
  )
  const title = words.title ?? measure.title
  return {
    title,
    subtitle: [describe(measure, analysis).split(' · ')[0], ...summary].join(' · '),
    caption:
      words.caption ??
      `${title}: each cell is the mean correlation of what two groups cannot predict of each other; groups that differ by independent noise only lie a little above the dashed floor.`,
    legend: [
      {
        label: `uncorrelated residuals (${formatNumber(floor)}), in the colour bar`,
        color: INK,
        dash: '3 2',
      },
    ],
    panels: [
      heatMapPanel({
        labels: compared.map((g) => g + 1),
        label: 'group',
        values,
        steps,
        format: formatNumber,
      }),
      colorBar(steps, 'mean |ρ| of residuals', floor),
    ],
    height: 460,
    table: () =>
      tableOf(
        compared.flatMap((a) => compared.filter((b) => b > a).map((b) => ({ a, b }))),
        [
          { name: 'group', of: ({ a }) => a + 1 },
          { name: 'other_group', of: ({ b }) => b + 1 },
          {
            name: 'residual_correlation',
            label: 'mean |ρ| of residuals',
            of: ({ a, b }) => result.between[a * all + b],
          },
        ],
      ),
  }
}
