import { readOptions, type OptionValues } from '@mitoscope/analysis'
import { LabError } from '../errors/lab-error.ts'
import { refuseBadOption } from '../errors/refuse-bad-option.ts'
import { requireMeasure } from '../measures/measures.ts'

/** A measure to be computed of what is not there yet. */
export interface RequestedAnalysis {
  readonly measure: string
  readonly options?: Readonly<Record<string, unknown>> | null
}

const most = 50

/** Requests with their options filled in. Throws BAD_USER_INPUT for what no measure of the catalogue can be asked. */
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
