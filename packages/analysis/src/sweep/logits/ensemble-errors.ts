import { createUniform } from '@mitoscope/tensor/random'
import type { RunLogits } from './run-logits.ts'

/** Up to so many runs every subset of them is taken: 255. */
const ALL_SUBSETS = 8
/** Random orders of the runs beyond; their first k are a random subset of k. */
const ORDERS = 100

/** Errors of ensembles of k = 1, 2, … runs of one width: of all subsets, or of random ones. */
export interface EnsembleErrors {
  /** errors[k − 1]: share of test inputs that each subset's summed logits judge wrong. */
  readonly errors: readonly (readonly number[])[]
  /** Whether the subsets are all there are. */
  readonly exhaustive: boolean
}

/** Errors of the summed logits of subsets of runs that judge the same inputs. */
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
  // Of one run, and of all of them, each subset once.
  errors[0] = runs.map((_, run) => add(0, run))
  errors[length - 1] = errors[length - 1].slice(0, 1)
  return { errors, exhaustive: false }
}

/** Which inputs the summed logits of some runs judge right: 1 or 0, [rows]. */
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

/** The first of equal logits wins, as everywhere. */
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
