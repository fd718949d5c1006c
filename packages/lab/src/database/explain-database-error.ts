import { LabError } from '../errors/lab-error.ts'
import { isUnreachable } from '../jobs/unreachable.ts'

const diskFull = '53100'

/**
 * Converts a database error for its caller: one that asks for a retry if the database could not be reached or
 * could not write; any other error unchanged. The driver's message, which may name hosts and users, becomes
 * the cause.
 */
export function explainDatabaseError(error: unknown): unknown {
  if (error instanceof LabError || !isUnreachable(error)) return error
  const problem =
    (error as { code?: unknown }).code === diskFull
      ? 'The disk of the database is full. Free some space there, then send the request again.'
      : 'The database cannot be reached just now. Send the request again in a moment.'
  return Object.assign(new LabError('UNAVAILABLE', problem), { cause: error })
}
