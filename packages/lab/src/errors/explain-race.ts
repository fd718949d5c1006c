import { LabError } from './lab-error.ts'

/** Codes of PostgreSQL where others changed the same records at the same moment: it could have gone the other way. */
const races: readonly unknown[] = [
  '23503', // foreign_key_violation: what a new record belongs to was purged
  '23505', // unique_violation: somebody else made the same one
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]

/** The error as its caller should see it: one that says to try again where others were faster; itself for the rest. */
export function explainRace(error: unknown): unknown {
  if (error instanceof LabError || !races.includes((error as { code?: unknown } | null)?.code)) return error
  const message = 'Somebody changed or deleted the same records at the same moment. Send the request again.'
  return Object.assign(new LabError('CONFLICT', message, { retryable: true }), { cause: error })
}
