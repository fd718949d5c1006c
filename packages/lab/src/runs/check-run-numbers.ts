import { badInput } from '../errors/lab-error.ts'

/** Throws BAD_USER_INPUT for an impossible width, seed, weight decay or heartbeat. */
export function checkRunNumbers(run: {
  readonly width: number
  readonly seed?: number | null
  readonly weightDecay?: number | null
  readonly heartbeatSeconds?: number | null
}): void {
  const { width, seed = null, weightDecay = null, heartbeatSeconds = null } = run
  if (!Number.isInteger(width) || width < 1 || width > 2_147_483_647)
    throw badInput('width', `${width} is not a number of neurons`, 'Give a whole number from 1 to 2147483647')
  if (seed !== null && !Number.isSafeInteger(seed))
    throw badInput('seed', `${seed} is not an exact integer`, 'Stay within ±9007199254740991')
  if (weightDecay !== null && !(weightDecay >= 0))
    throw badInput('weightDecay', `${weightDecay} is less than 0`, 'Give 0 for none')
  if (heartbeatSeconds !== null && !(heartbeatSeconds >= 10 && heartbeatSeconds <= 604_800))
    throw badInput(
      'heartbeatSeconds',
      `it must be from 10 to 604800 (a week); got ${heartbeatSeconds}`,
      'Give the longest time between two heartbeats, in seconds',
    )
}
