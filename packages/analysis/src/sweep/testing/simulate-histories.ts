import { createGenerator, type Generator } from '@mitoscope/tensor/random'
import type { EpochAnalysis } from '../sweep-report.ts'

/** Plan of simulated trainings of one recipe. */
export interface HistoriesPlan {
  readonly seed: number
  readonly seeds?: number
  readonly widths?: readonly number[]
  readonly control?: string
  /** Expected number of groups of a layer in the end, if it splits at all. */
  readonly groups?: (width: number) => number
  /** Moment of the split: while the error is above a tenth, at the epochs after error 0, or never. */
  readonly split: 'before' | 'after' | 'never'
  /** True if the training error ends at the share of noisy labels. */
  readonly neverInterpolates?: boolean
  /** Standard deviation of the logarithm of the number of groups over seeds. */
  readonly spread?: number
}

const epochs = 20

/**
 * Returns analyses of every epoch of simulated trainings: a training error that halves with each epoch, up to a factor of
 * its own, and is 0 once fewer than one of 2,000 inputs is wrong; and groups that grow from one to their number, with a
 * factor per seed and one per epoch.
 */
export function simulateHistories(plan: HistoriesPlan): EpochAnalysis[] {
  const { seed, seeds = 3, widths = [64, 256, 512], control = 'none', spread = 0.08 } = plan
  const random = createGenerator(seed, `histories ${control}`)
  return widths.flatMap((width) =>
    Array.from({ length: seeds }, (_, run) => simulateRun(plan, width, run, control, spread, random)).flat(),
  )
}

function simulateRun(
  { split, neverInterpolates = false, groups = (width) => width / 60 }: HistoriesPlan,
  width: number,
  seed: number,
  control: string,
  spread: number,
  random: Generator,
): EpochAnalysis[] {
  const own = Math.exp(spread * normal(random))
  const floor = neverInterpolates ? 0.2 : 0
  const errors = Array.from({ length: epochs }, (_, i) => {
    const error = 0.4 * 0.5 ** i * Math.exp(0.2 * normal(random))
    return floor + Math.round(2_000 * error) / 2_000
  })
  const found = errors.indexOf(0)
  const interpolationEpoch = found < 0 ? null : found + 1
  const most = Math.max(1, groups(width))
  return errors.map((trainError, i) => {
    // In four epochs from one group to all.
    const since = split === 'before' ? i : split === 'after' ? i + 1 - (interpolationEpoch ?? Infinity) : -1
    const grown = Math.max(0, Math.min(1, since / 4))
    const expected = 1.1 + (most - 1) * grown
    const count = Math.max(1, expected * own * Math.exp((spread / 4) * normal(random)))
    return {
      name: `w${width}-s${seed}`,
      width,
      seed,
      weightDecay: 0.002,
      interpolationEpoch,
      control,
      epoch: i + 1,
      trainError,
      wStar: width / count,
      low: null,
      high: null,
      groups: count,
    }
  })
}

/** Draws a standard normal number (Box and Muller 1958). */
function normal(random: Generator): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
