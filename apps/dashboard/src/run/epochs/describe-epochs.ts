import { countOf, formatSeconds } from '../../format/format.ts'

interface Work {
  /** Number of epochs that have no representation yet. */
  readonly missing: number
  /** Seconds that one device takes for one epoch; undefined while that is not known. */
  readonly secondsEach?: number
}

/** Describes the work that the button starts; empty if there is nothing to say. */
export function describeEpochWork({ missing, secondsEach = 0 }: Work): string {
  const representing =
    missing > 0 &&
    `Only the weights of ${countOf(missing, 'epoch')} are kept: the activations of the layer are computed first.`
  const analysing =
    secondsEach > 0 && `Analysing takes about ${formatSeconds(secondsEach)} per epoch on one device.`
  return [representing, analysing].filter(Boolean).join(' ')
}
