import { around } from '../../statistics/intervals.ts'
import { summarize } from '../../statistics/summarize.ts'
import type { RunLogits } from './run-logits.ts'

/** Number of rows whose probabilities are held at a time. */
const BLOCK = 1024

/** Mean over seeds with its 95 % interval; the ends are null if there are too few seeds. */
export interface SeedMean {
  readonly value: number
  readonly low: number | null
  readonly high: number | null
}

/** Mean loss over seeds, and the parts that add up to it. */
export interface LossParts {
  readonly loss: SeedMean
  readonly bias: SeedMean
  readonly variance: SeedMean
}

export interface LossDecomposition {
  readonly crossEntropy: LossParts
  readonly squared: LossParts
}

/**
 * Returns bias² and variance of the test loss over the runs (seeds) of one width, as the mean over test inputs.
 *
 * Cross-entropy (Yang et al., ICML 2020, after Pfau's decomposition of Bregman divergences, 2013): with p_t the softmax
 * of run t and p̄ ∝ exp(mean_t log p_t) their geometric mean, mean_t −log p_t[y] = −log p̄[y] (bias²) + mean_t KL(p̄ ‖
 * p_t) (variance), and the latter is −log Σ_c exp(mean_t log p_t[c]). Squared loss: the classical decomposition of Σ_c
 * (p_t[c] − 1[c = y])².
 *
 * With few runs, both plug-in variances are too small. They are corrected by the jackknife over runs, which for the
 * squared loss is exactly the factor R / (R − 1), and for the cross-entropy removes the error of order 1 / R. The
 * correction is subtracted from bias², so that the parts still add up. Intervals are Student's t over the jackknife's
 * pseudo-values, for the variance over those of its logarithm, which is nearer to normal: seeds that differ in one direction
 * give a variance as skewed as χ²'s. From three runs on; null for a single run.
 */
export function decomposeLoss(runs: readonly RunLogits[]): LossDecomposition | null {
  const { length } = runs
  if (length < 2) return null
  const [{ rows }] = runs
  const sums = { losses: runs.map(() => none()), plugIn: [none(), ...runs.map(() => none())] }
  for (let from = 0; from < rows; from += BLOCK) addRows(sums, runs, from, Math.min(rows, from + BLOCK))
  const parts = (of: keyof Losses): LossParts => {
    const [all, ...rest] = sums.plugIn.map((each) => each[of] / rows)
    const own = sums.losses.map((each) => each[of] / rows)
    const variance = rest.map((value) => length * all - (length - 1) * value)
    return {
      loss: meanOverSeeds(own, 2),
      variance: { value: summarize(variance).mean!, ...varianceInterval(summarize(variance).mean!, all, rest) },
      bias: meanOverSeeds(own.map((value, t) => value - variance[t]), 3),
    } // prettier-ignore
  }
  return { crossEntropy: parts('crossEntropy'), squared: parts('squared') }
}

function meanOverSeeds(values: readonly number[], least: number): SeedMean {
  const { n, mean, ci95 } = summarize(values)
  return { value: mean!, ...around(mean, n < least ? null : ci95) }
}

/** Returns the interval of a variance from the plug-in variances of all runs and of all but each one; nulls below three runs. */
function varianceInterval(
  value: number,
  all: number,
  rest: readonly number[],
): Pick<SeedMean, 'low' | 'high'> {
  const { length } = rest
  if (length < 3 || !(value > 0) || !rest.every((own) => own > 0)) return { low: null, high: null }
  // Unbiased, so that leaving one out does not make them smaller.
  const unbiased = (plugIn: number, runs: number) => Math.log((plugIn * runs) / (runs - 1))
  const whole = unbiased(all, length)
  const { ci95 } = summarize(rest.map((own) => length * whole - (length - 1) * unbiased(own, length - 1)))
  return { low: value * Math.exp(-ci95!), high: value * Math.exp(ci95!) }
}

interface Probabilities {
  readonly logs: Float64Array
  readonly shares: Float64Array
}

interface Losses {
  crossEntropy: number
  squared: number
}

const none = (): Losses => ({ crossEntropy: 0, squared: 0 })

/** Adds each run's losses over some rows, and the plug-in variances of all runs and of all but each one. */
function addRows(
  { losses, plugIn }: { readonly losses: readonly Losses[]; readonly plugIn: readonly Losses[] },
  runs: readonly RunLogits[],
  from: number,
  to: number,
): void {
  const [{ classes, labels }] = runs
  const block = runs.map(({ values }) => softmax(values.subarray(from * classes, to * classes), classes))
  block.forEach((run, t) => addLosses(losses[t], run, labels.subarray(from, to), classes))
  plugIn.forEach((sum, i) => addVariances(sum, block.filter((_, t) => t !== i - 1), classes)) // prettier-ignore
}

function softmax(values: Float32Array, classes: number): Probabilities {
  const logs = Float64Array.from(values)
  for (let at = 0; at < logs.length; at += classes) {
    const row = logs.subarray(at, at + classes)
    const norm = logSumExp(row)
    for (let c = 0; c < classes; c++) row[c] -= norm
  }
  return { logs, shares: logs.map(Math.exp) }
}

function addLosses(sum: Losses, { logs, shares }: Probabilities, labels: Int32Array, classes: number): void {
  labels.forEach((label, n) => {
    sum.crossEntropy -= logs[n * classes + label]
    for (let c = 0; c < classes; c++) sum.squared += (shares[n * classes + c] - Number(c === label)) ** 2
  })
}

function addVariances(sum: Losses, runs: readonly Probabilities[], classes: number): void {
  const means = new Float64Array(classes)
  for (let at = 0; at < runs[0].logs.length; at += classes) {
    for (let c = 0; c < classes; c++) {
      let [log, share] = [0, 0]
      for (const run of runs) {
        log += run.logs[at + c]
        share += run.shares[at + c]
      }
      means[c] = log / runs.length
      for (const run of runs) sum.squared += (run.shares[at + c] - share / runs.length) ** 2 / runs.length
    }
    sum.crossEntropy -= logSumExp(means)
  }
}

function logSumExp(values: Float64Array): number {
  let largest = -Infinity
  for (const value of values) if (value > largest) largest = value
  let sum = 0
  for (const value of values) sum += Math.exp(value - largest)
  return largest + Math.log(sum)
}
