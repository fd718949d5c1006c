import { badInput } from '../errors/lab-error.ts'

/** Throws BAD_USER_INPUT for a width, seed or weight decay that no run can have. */
export function checkRunNumbers(run: {
  readonly width: number
  readonly seed?: number | null
  readonly weightDecay?: number | null
}): void {
  const { width, seed = null, weightDecay = null } = run
  if (!Number.isInteger(width) || width < 1)
    throw badInput('width', `${width} is no number of neurons`, 'Give a whole number from 1')
  if (seed !== null && !Number.isSafeInteger(seed))
    throw badInput('seed', `${seed} is no whole number that is exact`, 'Stay within ±9007199254740991')
  if (weightDecay !== null && !(weightDecay >= 0))
    throw badInput('weightDecay', `${weightDecay} is less than 0`, 'Give 0 for none')
}
