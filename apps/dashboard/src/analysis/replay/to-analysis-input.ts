import type { AnalysisInput, MeasureInput } from '@mitoscope/figures'
import type { Analysis, AnalysisResult } from '../analysis.ts'

export type DrawnAnalysis = Pick<
  Analysis,
  'measure' | 'options' | 'seed' | 'definition' | 'provenance' | 'result' | 'representation'
>

/**
 * An analysis as the figures take it, with w* beside it where that was measured with the same seed. Null where there is
 * nothing to draw: no result yet, or its representation is gone, whose width and rows the figure tells.
 * `whole` is the result as it is stored, with single draws and every cell; without it, what the API sends is drawn.
 */
export function toAnalysisInput(
  analysis: DrawnAnalysis,
  whole?: MeasureInput['result'],
): AnalysisInput | null {
  const { measure, options, definition, provenance, result, representation } = analysis
  if (!result || !representation) return null
  const title = definition?.title ?? measure
  const drawn: MeasureInput = {
    measure,
    title,
    options: readOptions(options),
    result: whole ?? toShape(result),
    provenance: { draws: provenance?.draws ?? 0 },
  }
  const rows = representation.testRows
  return {
    width: representation.width,
    // Mean |ρ| of independent residuals.
    noiseFloor: Math.sqrt(2 / (Math.PI * rows)),
    rows: { test: rows },
    measures: [drawn, ...criticalWidth(analysis)],
  }
}

/** The critical width that is drawn beside the result: of the same draws. */
export function findCritical({ measure, seed, representation }: DrawnAnalysis) {
  if (measure === 'critical-width') return undefined
  return representation?.critical.nodes.find((node) => node.seed === seed)
}

function criticalWidth(analysis: DrawnAnalysis): MeasureInput[] {
  const found = findCritical(analysis)
  if (!found) return []
  return [
    {
      measure: 'critical-width',
      title: 'critical-width',
      options: readOptions(found.options),
      result: { shape: 'scalars', scalars: found.scalars },
      provenance: { draws: 0 },
    },
  ]
}

function toShape(result: AnalysisResult): MeasureInput['result'] {
  switch (result.__typename) {
    case 'CurvesResult':
      return {
        shape: 'curves',
        sizes: result.sizes,
        curves: result.curves.map((curve) => ({ ...curve, draws: [] })),
        floors: result.floors.map(({ id, label, values }) => ({
          id,
          label,
          values: values.map((value) => value ?? Number.NaN),
        })),
      }
    case 'MatrixResult':
      return {
        shape: 'matrix',
        labels: result.labels,
        values: result.values,
        // An average of many pairs is not one that was tested.
        pairs: result.downSampled ? [] : result.pairs,
        summary: result.summary,
      }
    case 'PartitionResult':
      return {
        shape: 'partition',
        groups: result.groups,
        between: spread(result.between, result.compared, result.groups.length),
        summary: result.summary,
      }
    case 'FitResult':
      return {
        shape: 'fit',
        parameters: result.parameters,
        points: result.points.flatMap(({ x, y, used }) =>
          y === null ? [] : [{ x, y, used: used ?? false }],
        ),
        line: result.line.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }])),
        verdict: result.verdict,
      }
    case 'ScalarsResult':
      return { shape: 'scalars', scalars: result.scalars }
  }
}

/** A square matrix as the corner of a larger one; null beyond it. */
function spread(values: readonly (number | null)[], side: number, all: number): (number | null)[] {
  return Array.from({ length: all * all }, (_, i) => {
    const [row, column] = [Math.floor(i / all), i % all]
    return row < side && column < side ? (values[row * side + column] ?? null) : null
  })
}

/** Options are numbers, words or nothing; whatever else a later version has is told as text. */
function readOptions(options: unknown): MeasureInput['options'] {
  if (typeof options !== 'object' || options === null) return {}
  return Object.fromEntries(
    Object.entries(options).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'number' || typeof value === 'string' || value === null
        ? value
        : JSON.stringify(value),
    ]),
  )
}
