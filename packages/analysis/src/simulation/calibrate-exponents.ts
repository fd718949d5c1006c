import { openRandom } from '../statistics/random-values.ts'
import { judgeExponent } from '../sweep/exponents/judge-exponent.ts'
import type { Verdict } from '../sweep/sweep-report.ts'
import { simulateErrors } from './simulate-errors.ts'

export interface ExponentPlan {
  readonly exponent: number
  readonly seeds: number
  readonly inputs: number
  /** Exponent by which networks together come near their limit. */
  readonly approach: number
  /** Excess error of chunks of 128. */
  readonly excess: number
  readonly repetitions: number
}

/** Chunk sizes of the default sweep's widest layer from 2 w* on. */
const sizes = [128, 256, 512]

/** Returns the shares of verdicts on simulated errors of chunks of 1,024 neurons, and of intervals that hold the exponent. */
export function decideExponents({ exponent, seeds, inputs, approach, excess, repetitions }: ExponentPlan) {
  const random = openRandom(3, `exponents ${JSON.stringify({ exponent, seeds, inputs, approach, excess })}`)
  const verdicts: Record<Verdict, number> = { agrees: 0, 'does not agree': 0, 'cannot tell': 0 }
  let [covered, known] = [0, 0]
  let need = ''
  for (let i = 0; i < repetitions; i++) {
    const factor = excess * sizes[0] ** exponent
    const plan = { sizes, width: 1024, seeds, inputs, limit: 0.033, factor, exponent, approach, spread: 0.01 }
    const crossed = simulateErrors(plan, random)
    const judged = judgeExponent({ sizes, crossed, limits: [3, 4], what: 'error', symbol: 'w', limitLabel: 'limit' }) // prettier-ignore
    verdicts[judged.verdict] += 1 / repetitions
    const { low, high } = judged.exponent
    known += Number(low !== null)
    covered += Number(low !== null && low <= exponent && exponent <= high!)
    need = judged.reason
  }
  return { verdicts, covered: known > 0 ? covered / known : null, need }
}
