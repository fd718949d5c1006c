import { RemoteError } from './server-address.ts'

const defaultSeconds = 30

/**
 * Returns the milliseconds for which a command repeats a request to an unreachable server: MITOSCOPE_RETRY_FOR seconds,
 * or 30 s. Throws RemoteError if the variable is not a number of seconds.
 */
export function readRetryMs(): number {
  const given = process.env.MITOSCOPE_RETRY_FOR
  if (given === undefined || given.trim() === '') return defaultSeconds * 1_000
  const seconds = Number(given)
  if (seconds >= 0 && Number.isFinite(seconds)) return seconds * 1_000
  throw new RemoteError(`MITOSCOPE_RETRY_FOR must be a number of seconds from 0; got ${given}.`)
}
