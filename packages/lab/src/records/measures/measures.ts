import { listMeasures, type MeasureInfo } from '@mitoscope/analysis'
import { LabError } from '../../platform/errors/lab-error.ts'

/** Measures that can be computed on a representation, in the order in which results are shown. */
export const measures: readonly MeasureInfo[] = listMeasures()

/** Returns the measure of the catalogue. Throws BAD_USER_INPUT for an unknown id. */
export function requireMeasure(id: string): MeasureInfo {
  const measure = measures.find((candidate) => candidate.id === id)
  if (measure) return measure
  const known = measures.map((candidate) => candidate.id).join(', ')
  throw new LabError('BAD_USER_INPUT', `There is no measure "${id}". Known are: ${known}.`)
}
