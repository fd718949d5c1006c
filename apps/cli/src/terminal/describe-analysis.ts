import {
  type Analysis,
  type CurvesShape,
  listScalars,
  type MeasureResult,
  type Scalar,
  verdictOf,
  type Warning,
} from '@mitoscope/analysis'
import { formatEnds, formatSpreadCells } from '@mitoscope/analysis/format'
import type { RemoteAnalysis } from '../remote/analyze-on-server.ts'
import { describeSite } from './describe-site.ts'
import { formatNumber, formatTable } from './format-table.ts'

const MARKS = ['o', '+', 'x', '#']

/**
 * Describes an analysis for people: a chart and a table per measure with curves, the numbers of the others, and every
 * warning.
 */
export function describeAnalysis(name: string, analysis: Analysis): string {
  const { width, site, rows, classes } = analysis
  const head = `${name}: ${describeSite(site?.name)}, ${width} neurons, ${rows.test} test rows${rows.train ? `, ${rows.train} training rows` : ''}`
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

/** Describes analyses of a server: their numbers, failures and warnings, and the addresses of the full results. */
export function describeRemote(analyses: readonly RemoteAnalysis[], address: string): string {
  return analyses.map((analysis) => describe(analysis, address)).join('\n\n')
}

function describe(
  { measure, site, state, failure, scalars, warnings, resultUrl }: RemoteAnalysis,
  address: string,
) {
  if (state !== 'FINISHED') return `${measure}: ${failure?.message ?? state.toLowerCase()}`
  const rows = scalars.map(({ label, value, low, high }) => {
    if (value === null || low === null || high === null) return [label, formatNumber(value), '']
    const [own, from, to] = formatEnds(value, low, high, formatNumber)
    return [label, own, `${from} … ${to}`]
  })
  return [
    `${measure}, ${describeSite(site)}`,
    ...(rows.length > 0 ? [formatTable(['', 'value', '95 % interval'], rows)] : []),
    ...warnings.map(({ message }) => `Note: ${message}`),
    ...(resultUrl === null ? [] : [`Full result: ${new URL(resultUrl, address).href}`]),
  ].join('\n')
}

const WIDTH = 56
const HEIGHT = 12

/**
 * Draws curves over chunk sizes as text: logarithmic horizontal axis, one mark per size, extreme values at the left
 * edge.
 */
function drawChart(title: string, sizes: readonly number[], curves: readonly ChartCurve[]): string {
  const values = curves.flatMap((curve) => curve.values).filter((value) => value !== null)
  if (values.length === 0) return ''
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const span = high - low || 1
  const [first, last] = [Math.log(sizes[0]), Math.log(sizes.at(-1)!)]
  const grid = Array.from({ length: HEIGHT }, () => new Array<string>(WIDTH).fill(' '))
  for (const { mark, values } of curves) {
    values.forEach((value, i) => {
      if (value === null) return
      const x = Math.round(((Math.log(sizes[i]) - first) / (last - first || 1)) * (WIDTH - 1))
      const y = Math.round(((high - value) / span) * (HEIGHT - 1))
      grid[y][x] = grid[y][x] === ' ' ? mark : '*'
    })
  }
  const label = (row: number) => (row === 0 ? high : row === HEIGHT - 1 ? low : null)
  const lines = grid.map((row, i) => {
    const value = label(i)
    return `${(value === null ? '' : value.toPrecision(3)).padStart(9)} │${row.join('')}`.trimEnd()
  })
  const ends = `${String(sizes[0])}${`w = ${sizes.at(-1)}`.padStart(WIDTH - String(sizes[0]).length)}`
  const legend = curves.map((curve) => `${curve.mark} ${curve.label}`).join('   ')
  return [
    `${title}   ${legend}`,
    ...lines,
    `${' '.repeat(10)}└${'─'.repeat(WIDTH)}`,
    `${' '.repeat(11)}${ends}`,
  ].join('\n')
}

export interface ChartCurve {
  readonly label: string
  readonly mark: string
  readonly values: readonly (number | null)[]
}
