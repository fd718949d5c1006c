import type { RunLogits } from './run-logits.ts'

/** Quantities of each test input: its error, 1 if it is judged wrong and else 0, and its cross-entropy in nats. */
export const targets = ['error', 'crossEntropy'] as const
export type Target = (typeof targets)[number]

/** One value per test input and target, [rows]. */
export type InputValues = Readonly<Record<Target, Float32Array>>

/**
 * Judges networks together on every test input by the mean of their logits, which gives the label of their sum and leaves
 * the scale of the logits, and so the cross-entropy, comparable with that of one.
 */
export function judgeInputs(runs: readonly RunLogits[]): InputValues {
  const [{ rows, classes, labels }] = runs
  const values = { error: new Float32Array(rows), crossEntropy: new Float32Array(rows) }
  const logits = new Float64Array(classes)
  for (let n = 0; n < rows; n++) {
    logits.fill(0)
    for (const run of runs)
      for (let c = 0; c < classes; c++) logits[c] += run.values[n * classes + c] / runs.length
    values.error[n] = Number(!isLargest(logits, labels[n]))
    values.crossEntropy[n] = crossEntropyOf(logits, labels[n])
  }
  return values
}

/** Returns true if the label has the largest logit; of equal logits the first one wins, as everywhere. */
export function isLargest(logits: Float64Array, label: number): boolean {
  let best = 0
  for (let c = 1; c < logits.length; c++) if (logits[c] > logits[best]) best = c
  return best === label
}

/** Returns −log of the label's softmax. */
export function crossEntropyOf(logits: Float64Array, label: number): number {
  let largest = -Infinity
  for (const logit of logits) if (logit > largest) largest = logit
  let sum = 0
  for (const logit of logits) sum += Math.exp(logit - largest)
  return largest + Math.log(sum) - logits[label]
}
