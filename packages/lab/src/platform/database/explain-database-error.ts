import { LabError } from '../errors/lab-error.ts'
import { isUnreachable } from './is-unreachable.ts'

const diskFull = '53100'
const insufficientPrivilege = '42501'

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

/** Explains to whoever starts a lab that its role in PostgreSQL lacks rights; returns any other error unchanged. */
export function explainDenied(error: unknown): unknown {
  const reason = [error, (error as Error).cause].find(
    (one) => (one as { code?: unknown } | undefined)?.code === insufficientPrivilege,
  )
  if (reason === undefined) return error
  return Object.assign(
    new LabError(
      'FORBIDDEN',
      `The role of DATABASE_URL has too few rights (${(reason as Error).message}). It makes tables, and a schema for the ` +
        'queue: give it a database of its own (create database lab owner ROLE), or grant it create on the database and on ' +
        'its schema public.',
    ),
    { cause: error },
  )
}
