import { BadOption } from '@mitoscope/analysis'
import { BadInput } from '@mitoscope/formats'
import { BackendUnavailable } from '@mitoscope/tensor'
import { BadDataset, BadSweep } from '@mitoscope/training'
import { LabError } from '../errors/lab-error.ts'

/** An attempt's failure, told so that it can cross a process and stand in a record. */
export interface AttemptFailure {
  readonly code: string
  readonly message: string
  /** Another attempt would fail in the same way. */
  readonly final: boolean
}

/** What the input is to blame for fails for good; what has another cause may be over the next time. */
const ofTheInput: readonly (readonly [new (...given: never[]) => Error, string])[] = [
  [BadInput, 'BAD_INPUT'],
  [BadOption, 'BAD_OPTION'],
  [BadSweep, 'BAD_SWEEP'],
  [BadDataset, 'BAD_DATASET'],
  [BackendUnavailable, 'BACKEND_UNAVAILABLE'],
]

/** A storage that is out of reach, or full, may not be so later. */
const passing: readonly string[] = ['UNAVAILABLE', 'RESOURCE_EXHAUSTED']

export function describeFailure(error: unknown): AttemptFailure {
  if (error instanceof LabError)
    return { code: error.code, message: error.message, final: !passing.includes(error.code) }
  const known = ofTheInput.find(([type]) => error instanceof type)
  const message = error instanceof Error ? error.message : String(error)
  return known ? { code: known[1], message, final: true } : { code: 'INTERNAL', message, final: false }
}
