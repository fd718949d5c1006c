import { BadOption } from '@mitoscope/analysis'
import { BadInput } from '@mitoscope/formats'
import { BackendUnavailable } from '@mitoscope/tensor'
import { BadDataset, BadSweep } from '@mitoscope/training'
import { LabError, withheldDetail } from '../../platform/errors/lab-error.ts'

/** Failure of an attempt, in a form that can cross processes and be stored. */
export interface AttemptFailure {
  readonly code: string
  readonly message: string
  /** True if another attempt would fail in the same way. */
  readonly final: boolean
  /** Detail that the message withholds, for the log of the worker; it is not stored. */
  readonly detail?: string
}

/** Errors caused by the input, with their codes; these are final. Other errors may not occur again. */
const ofTheInput: readonly (readonly [new (...given: never[]) => Error, string])[] = [
  [BadInput, 'BAD_INPUT'],
  [BadOption, 'BAD_OPTION'],
  [BadSweep, 'BAD_SWEEP'],
  [BadDataset, 'BAD_DATASET'],
  [BackendUnavailable, 'BACKEND_UNAVAILABLE'],
]

/** Codes of errors that may pass: the storage was unreachable or full. */
const passing: readonly string[] = ['UNAVAILABLE', 'RESOURCE_EXHAUSTED']

export function describeFailure(error: unknown): AttemptFailure {
  if (error instanceof LabError)
    return {
      code: error.code,
      message: error.message,
      final: !passing.includes(error.code),
      detail: withheldDetail(error),
    }
  const known = ofTheInput.find(([type]) => error instanceof type)
  const message = error instanceof Error ? error.message : String(error)
  return known ? { code: known[1], message, final: true } : { code: 'INTERNAL', message, final: false }
}
