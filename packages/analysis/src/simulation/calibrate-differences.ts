import { estimateMean, pairedT, welch } from '../statistics/significance.ts'
import { openRandom } from '../statistics/random-values.ts'

export interface DifferencePlan {
  readonly seeds: readonly [first: number, second: number]
  /** Spread of the first over that of the second. */
  readonly ratio: number
  readonly repetitions: number
}

/**
 * Returns the shares of repetitions in which the nominal 95 % interval holds the planted difference of two means: Welch's of
 * two groups of seeds, and Student's of pairs, null where the groups are of different sizes.
 */
export function coverDifferences({ seeds: [m, n], ratio, repetitions }: DifferencePlan): {
  readonly welch: number
  readonly paired: number | null
} {
  const random = openRandom(1, `differences ${m} ${n} ${ratio}`)
  const planted = 1
  const held = { welch: 0, paired: 0 }
  const holds = ({ low, high }: { readonly low: number | null; readonly high: number | null }) =>
    Number(low !== null && high !== null && low <= planted && planted <= high)
  for (let i = 0; i < repetitions; i++) {
    const first = Array.from({ length: m }, () => planted + ratio * random.normal())
    const second = Array.from({ length: n }, () => random.normal())
    held.welch += holds(welch(estimateMean(first)!, estimateMean(second)!)) / repetitions
    if (m === n) held.paired += holds(pairedT(first.map((value, t) => value - second[t]))) / repetitions
  }
  return { welch: held.welch, paired: m === n ? held.paired : null }
}
