import { readOptions, type OptionValues } from '@mitoscope/analysis'
import { LabError } from '../errors/lab-error.ts'
import { refuseBadOption } from '../errors/refuse-bad-option.ts'
import { requireMeasure } from '../measures/measures.ts'

/** Measure to compute on a representation that does not exist yet. */
export interface RequestedAnalysis {
  readonly measure: string
  readonly options?: Readonly<Record<string, unknown>> | null
}

const most = 50

/**
 * Validates requests and fills in their options. Throws BAD_USER_INPUT for a request that no measure of the
 * catalogue accepts.
 */
export function readRequests(
  given: readonly RequestedAnalysis[],
): { readonly measure: string; readonly options: OptionValues }[] {
  if (given.length > most)
    throw new LabError('BAD_USER_INPUT', `analyses: ${given.length} are too many. Give at most ${most}.`)
  return given.map(({ measure, options }) => {
    const known = requireMeasure(measure).options
    return { measure, options: refuseBadOption(() => readOptions(known, options ?? {})) }
  })
}
