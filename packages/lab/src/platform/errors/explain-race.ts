import { LabError } from './lab-error.ts'

/** PostgreSQL codes of conflicts between concurrent transactions, which may succeed when repeated. */
const races: readonly unknown[] = [
  '23503', // foreign_key_violation: what a new record belongs to was purged
  '23505', // unique_violation: somebody else made the same one
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]

/**
 * Converts a database error for its caller: one that asks for a retry after a conflict with a concurrent
 * change; any other error unchanged.
 */
export function explainRace(error: unknown): unknown {
  if (error instanceof LabError || !races.includes((error as { code?: unknown } | null)?.code)) return error
  const message = 'Somebody changed or deleted the same records at the same moment. Send the request again.'
  return Object.assign(new LabError('CONFLICT', message, { retryable: true }), { cause: error })
}
