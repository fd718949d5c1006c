import { formatSeconds } from '../parts/format.ts'

interface Work {
  /** How many epochs have no representation yet. */
  readonly missing: number
  /** That one device takes for one epoch; undefined while that is not known. */
  readonly secondsEach?: number
}

/** What pressing the button means, in a sentence or two; empty where there is nothing to say. */
export function describeEpochWork({ missing, secondsEach = 0 }: Work): string {
  const representing =
    missing === 1
      ? 'One epoch is kept as weights only: its layer is represented first.'
      : missing > 1 && `${missing} epochs are kept as weights only: their layers are represented first.`
  const analysing =
    secondsEach > 0 && `Analysing takes about ${formatSeconds(secondsEach)} per epoch on one device.`
  return [representing, analysing].filter(Boolean).join(' ')
}
