import type { SlimShape } from '@mitoscope/analysis/shapes'
import type { AnalysisResult } from '../analysis.ts'

/** Returns a result of the API in the form in which results of all shapes are listed and tabulated. */
export function toSlimShape({ __typename, ...result }: AnalysisResult): SlimShape {
  // The type of the shape "curves" is CurvesResult.
  const shape = __typename.replace(/Result$/, '').toLowerCase()
  return { shape, ...result } as unknown as SlimShape
}
