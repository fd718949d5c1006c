/** Logits of one run's network on the test inputs. */
export interface RunLogits {
  readonly rows: number
  readonly classes: number
  /** Logits X Aᵀ + b of the whole layer, [rows, classes], row-major. */
  readonly values: Float32Array
  /** Class of each row, [rows]. */
  readonly labels: Int32Array
}

/** Returns true if two runs have the same test inputs in the same order, as far as labels tell. */
export function hasSameInputs(a: RunLogits, b: RunLogits): boolean {
  return a.classes === b.classes && a.rows === b.rows && a.labels.every((label, n) => label === b.labels[n])
}
