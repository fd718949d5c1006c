import { BadOption } from '@mitoscope/analysis'
import { LabError } from './lab-error.ts'

/**
 * Parses options of a measure with `read`. Throws BAD_USER_INPUT for options that the measure does not
 * accept.
 */
export function rejectBadOption<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof BadOption) throw new LabError('BAD_USER_INPUT', error.message)
    throw error
  }
}
