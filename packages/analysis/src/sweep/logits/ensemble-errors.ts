import { createUniform } from '@mitoscope/tensor/random'
import type { RunLogits } from './run-logits.ts'

/** Largest number of runs at which every subset of them is used, at most 255 subsets. */
const ALL_SUBSETS = 8
/** Number of random orders of more runs; the first k of an order are a random subset of k. */
const ORDERS = 100

/** Errors of ensembles of k = 1, 2, … runs of one width: of all subsets, or of random ones. */
export interface EnsembleErrors {
  /** Share of test inputs that each subset's summed logits judge wrong, as errors[k − 1][subset]. */
  readonly errors: readonly (readonly number[])[]
  /** True if the errors are of all subsets. */
  readonly exhaustive: boolean
}

/** Returns the errors of the summed logits of subsets of runs with the same test inputs. */
export function ensembleErrors(runs: readonly RunLogits[]): EnsembleErrors {
  const { length } = runs
  const errors: number[][] = runs.map(() => [])
  const sums = runs.map(() => new Float64Array(runs[0].values.length))
  const add = (depth: number, run: number) => {
    addLogits(sums[depth], depth === 0 ? null : sums[depth - 1], runs[run].values)
    return countWrong(sums[depth], runs[0]) / runs[0].rows
  }
  if (length <= ALL_SUBSETS) {
    const visit = (from: number, depth: number): void => {
      for (let run = from; run < length; run++) {
        errors[depth].push(add(depth, run))
        visit(run + 1, depth + 1)
      }
    }
    visit(0, 0)
    return { errors, exhaustive: true }
  }
  const random = createUniform(5)
  for (let i = 0; i < ORDERS; i++)
    shuffled(length, random).forEach((run, depth) => errors[depth].push(add(depth, run)))
  // Subsets of one run, and the set of all runs, occur once each.
  errors[0] = runs.map((_, run) => add(0, run))
  errors[length - 1] = errors[length - 1].slice(0, 1)
  return { errors, exhaustive: false }
}

/** Judges each test input by the summed logits of some runs: 1 if right, else 0, [rows]. */
export function judgeEnsemble(runs: readonly RunLogits[]): Uint8Array {
  const sum = new Float64Array(runs[0].values.length)
  for (const { values } of runs) addLogits(sum, sum, values)
  const right = new Uint8Array(runs[0].rows)
  for (let n = 0; n < right.length; n++) right[n] = Number(isRight(sum, runs[0], n))
  return right
}

function addLogits(target: Float64Array, before: Float64Array | null, values: Float32Array): void {
  for (let i = 0; i < values.length; i++) target[i] = (before ? before[i] : 0) + values[i]
}

function countWrong(sum: Float64Array, run: RunLogits): number {
  let wrong = 0
  for (let n = 0; n < run.rows; n++) if (!isRight(sum, run, n)) wrong++
  return wrong
}

/** Returns true if the label has the largest logit; of equal logits the first one wins, as everywhere. */
function isRight(logits: Float64Array, { classes, labels }: RunLogits, n: number): boolean {
  let best = 0
  const from = n * classes
  for (let c = 1; c < classes; c++) if (logits[from + c] > logits[from + best]) best = c
  return best === labels[n]
}

function shuffled(n: number, random: () => number): number[] {
  const order = Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[order[i], order[j]] = [order[j], order[i]]
  }
  return order
}
