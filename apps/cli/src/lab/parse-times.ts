import type { WorkerTimes } from '@mitoscope/lab/worker'
import { RemoteError } from '../remote/server-address.ts'

/** Intervals in milliseconds, of heartbeats, polls and the like. */
export interface Times extends Partial<WorkerTimes> {
  readonly logHeartbeat?: number
}

/**
 * Parses intervals from JSON in MITOSCOPE_TIMES, which tests use to wait less. Returns undefined if it is not set.
 * Throws RemoteError for anything but an object of numbers.
 */
export function parseTimes(): Times | undefined {
  const { MITOSCOPE_TIMES: given } = process.env
  if (!given) return undefined
  const times = parse(given)
  if (typeof times === 'object' && times !== null && Object.values(times).every((time) => time >= 0))
    return times
  throw new RemoteError(
    `MITOSCOPE_TIMES must be JSON with milliseconds, as {"pollEvery": 100}; got ${given}.`,
  )
}

function parse(text: string): Times | undefined {
  try {
    return JSON.parse(text) as Times
  } catch {
    return undefined
  }
}
