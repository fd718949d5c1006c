import {
  listScalars,
  verdictOf,
  type Analysis,
  type CurvesShape,
  type MeasureResult,
  type Scalar,
  type Warning,
} from '@mitoscope/analysis'
import { formatEnds, formatSpreadCells } from '@mitoscope/analysis/format'
import { drawChart } from './draw-chart.ts'
import { formatNumber } from './format-number.ts'
import { formatTable } from './format-table.ts'

const MARKS = ['o', '+', 'x', '#']

/**
 * Describes an analysis for people: a chart and a table per measure with curves, the numbers of the others, and every
 * warning.
 */
export function describeAnalysis(name: string, analysis: Analysis): string {
  const { width, rows, classes } = analysis
  const head = `${name}: ${width} neurons, ${rows.test} test rows${rows.train ? `, ${rows.train} training rows` : ''}`
  const parts = [`${head}${classes ? `, ${classes} classes` : ''}`, ...analysis.measures.map(describeMeasure)]
  const first = analysis.measures[0]?.provenance
  if (first) {
    const draws = first.seed === null ? 'the recorded draws' : `seed ${first.seed}`
    parts.push(
      `Computed on ${first.backend} (${first.device}; ${first.kernels} kernels), ${draws}; input SHA-256 ${first.inputHash}.`,
    )
  }
  const notes = describeWarnings(analysis.warnings)
  if (notes.length > 0) parts.push(notes.join('\n'))
  return parts.join('\n\n')
}

/** Returns a line for each warning, with the measures that it is about. */
function describeWarnings(warnings: readonly Warning[]): string[] {
  const about = new Map<string, { warning: Warning; measures: string[] }>()
  for (const warning of warnings) {
    const { code, message, measure } = warning
    const { measures } = about.get(`${code} ${message}`) ?? { measures: [] }
    about.set(`${code} ${message}`, { warning, measures: measure ? [...measures, measure] : measures })
  }
  return [...about.values()].map(
    ({ warning: { code, message }, measures }) => `Note (${[code, ...measures].join(', ')}): ${message}`,
  )
}

function describeMeasure(measure: MeasureResult): string {
  const { result } = measure
  if (result.shape === 'curves') return describeCurves(measure.title, result)
  const verdict = verdictOf(result)
  const lines = [measure.title, ...listScalars(result).map(describeScalar)]
  return [...lines, ...(verdict === null ? [] : [`  ${verdict}`])].join('\n')
}

function describeCurves(title: string, { sizes, curves, floors }: CurvesShape): string {
  if (sizes.length === 0) return `${title}: no chunk sizes`
  const shown = curves.filter((curve) => curve.mean.some((value) => value !== null))
  // Losses are only in the table, because they have another scale.
  const drawn = shown.filter((curve) => !curve.id.endsWith('Loss'))
  const chart = drawChart(title, sizes, drawn.map((curve, i) => ({ label: curve.label, mark: MARKS[i], values: curve.mean }))) // prettier-ignore
  const head = [
    'w',
    ...shown.flatMap((curve) => [curve.label, '± 95 %']),
    ...floors.map((floor) => floor.label),
    'draws',
  ]
  const rows = sizes.map((size, i) => [
    String(size),
    ...shown.flatMap((curve) => formatSpreadCells(curve.mean[i], curve.ci95[i], formatNumber)),
    ...floors.map((floor) => formatNumber(floor.values[i])),
    String(shown[0]?.n[i] ?? 0),
  ])
  return `${chart}\n\n${formatTable(head, rows)}`
}

function describeScalar({ label, value, low, high }: Scalar): string {
  if (value === null || low === null || high === null) return `  ${label}: ${formatNumber(value)}`
  const [own, from, to] = formatEnds(value, low, high, formatNumber)
  return `  ${label}: ${own}  (95 % interval ${from} to ${to})`
}
