import { listComparisons, type ComparisonInfo } from '@mitoscope/analysis'
import { LabError } from '../errors/lab-error.ts'

/** Measures that compare two representations, in the order in which results are shown. */
export const comparisonMeasures: readonly ComparisonInfo[] = listComparisons()

/** Returns the measure of the catalogue. Throws BAD_USER_INPUT for an unknown id. */
export function requireComparisonMeasure(id: string): ComparisonInfo {
  const measure = comparisonMeasures.find((candidate) => candidate.id === id)
  if (measure) return measure
  const known = comparisonMeasures.map((candidate) => candidate.id).join(', ')
  throw new LabError('BAD_USER_INPUT', `No comparison is named "${id}". Known are: ${known}.`)
}
