import { RemoteError } from './server-address.ts'

const defaultSeconds = 30

/**
 * Milliseconds for which a command tries again where no server answers: MITOSCOPE_RETRY_FOR seconds, or 30 s. Throws
 * RemoteError where the variable is no number of seconds.
 */
export function readPatience(): number {
  const given = process.env.MITOSCOPE_RETRY_FOR
  if (given === undefined || given.trim() === '') return defaultSeconds * 1_000
  const seconds = Number(given)
  if (seconds >= 0 && Number.isFinite(seconds)) return seconds * 1_000
  throw new RemoteError(`MITOSCOPE_RETRY_FOR must be a number of seconds from 0; got ${given}.`)
}
