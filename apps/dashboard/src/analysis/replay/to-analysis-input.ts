import { noiseFloor } from '@mitoscope/analysis/format'
import { widenResult } from '@mitoscope/analysis/shapes'
import type { AnalysisInput, MeasureInput } from '@mitoscope/figures'
import { measureOf } from '@mitoscope/schema/catalogue'
import { toSlimShape, type Analysis } from '../analysis.ts'

export type DrawnAnalysis = Pick<
  Analysis,
  'measure' | 'options' | 'seed' | 'definition' | 'provenance' | 'result' | 'representation'
>

/**
 * An analysis as the figures take it, with w* beside it where that was measured with the same seed. Null where there is
 * no result to draw yet.
 * `whole` is the result as it is stored, with single draws and every cell; without it, what the API sends is drawn.
 */
export function toAnalysisInput(
  analysis: DrawnAnalysis,
  whole?: MeasureInput['result'],
): AnalysisInput | null {
  const { measure, options, definition, provenance, result, representation } = analysis
  if (!result) return null
  const title = definition?.title ?? measure
  const drawn: MeasureInput = {
    measure,
    title,
    options: parseOptions(options),
    result: whole ?? widenResult(toSlimShape(result)),
    provenance: { draws: provenance?.draws ?? 0 },
  }
  const rows = representation.testRows
  return {
    width: representation.width,
    noiseFloor: noiseFloor(rows),
    rows: { test: rows },
    measures: [drawn, ...criticalWidth(analysis)],
  }
}

/** The critical width that is drawn beside the result: of the same draws. */
export function findCritical({ measure, seed, representation }: DrawnAnalysis) {
  if (measure === measureOf.CRITICAL_SIZE) return undefined
  return representation.critical.nodes.find((node) => node.seed === seed)
}

function criticalWidth(analysis: DrawnAnalysis): MeasureInput[] {
  const found = findCritical(analysis)
  if (!found) return []
  return [
    {
      measure: measureOf.CRITICAL_SIZE,
      title: measureOf.CRITICAL_SIZE,
      options: parseOptions(found.options),
      result: { shape: 'scalars', scalars: found.scalars },
      provenance: { draws: 0 },
    },
  ]
}

/** Options are numbers, words or nothing; whatever else a later version has is told as text. */
function parseOptions(options: unknown): MeasureInput['options'] {
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
