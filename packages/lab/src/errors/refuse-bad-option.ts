import { BadOption } from '@mitoscope/analysis'
import { LabError } from './lab-error.ts'

/** Reads options of a measure. Throws BAD_USER_INPUT for those that it does not take. */
export function refuseBadOption<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof BadOption) throw new LabError('BAD_USER_INPUT', error.message)
    throw error
  }
}
