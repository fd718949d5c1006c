import type { CombinedError } from 'urql'
import { SendError } from './send-bytes.ts'

/** A fault of the file or of what was said of it: the same again ends the same way. */
export class RefusedFile extends Error {}

/**
 * Statuses of answers that pass: no answer, an address that ran out, another upload at work, a server that is busy or
 * full.
 */
const passing = new Set([undefined, 403, 404, 408, 409, 423, 429])
const passingCodes = new Set([
  'UNAVAILABLE',
  'RESOURCE_EXHAUSTED',
  'INTERNAL_SERVER_ERROR',
  'CONFLICT',
  'UNAUTHENTICATED',
])

/** True for an error that sending the same file again may mend. */
export function canRetry(error: unknown): boolean {
  if (error instanceof RefusedFile) return false
  if (error instanceof SendError) return passing.has(error.status) || error.status! >= 500
  if (error instanceof Error && 'graphQLErrors' in error) {
    const { graphQLErrors } = error as CombinedError
    return graphQLErrors.every(({ extensions }) => passingCodes.has(String(extensions?.code)))
  }
  return error instanceof Error && error.name !== 'NotReadableError' && error.name !== 'NotFoundError'
}
