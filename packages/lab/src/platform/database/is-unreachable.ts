import { LabError } from '../errors/lab-error.ts'

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
])
// Classes of PostgreSQL: connection exceptions, too many connections or no memory, shut down by an operator; and
// transactions that it ended because they stood in each other's way.
const serverClasses = ['08', '53', '57P', '40']
const phrases =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/

/**
 * Returns true if the database could not be reached or did not answer, so that the same call is worth
 * repeating.
 */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof LabError) return error.code === 'UNAVAILABLE'
  const { code = '' } = error as { code?: unknown } & Error
  if (typeof code === 'string' && code !== '') {
    return connectionCodes.has(code) || serverClasses.some((start) => code.startsWith(start))
  }
  return phrases.test(error.message)
}
