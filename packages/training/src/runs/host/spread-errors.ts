import type { RowArray } from './workspace.ts'

/**
 * Writes the errors of the logits, scale · (softmax − one-hot), as panels of rows and as panels of neurons (see
 * dense.cc). `labels` has one class per row.
 */
export function spreadErrors(
  { values: logits, stride }: RowArray,
  labels: ArrayLike<number>,
  classes: number,
  scale: number,
  panels: { readonly lanes: number; readonly byRow: Float32Array; readonly byNeuron: Float32Array },
): void {
  const { lanes, byRow, byNeuron } = panels
  const rows = labels.length
  byRow.fill(0, 0, Math.ceil(rows / lanes) * lanes * classes)
  byNeuron.fill(0, 0, Math.ceil(classes / lanes) * lanes * rows)
  const shares = new Float64Array(classes)
  for (let row = 0; row < rows; row++) {
    let largest = -Infinity
    for (let c = 0; c < classes; c++) largest = Math.max(largest, logits[row * stride + c])
    let sum = 0
    for (let c = 0; c < classes; c++) sum += shares[c] = Math.exp(logits[row * stride + c] - largest)
    for (let c = 0; c < classes; c++) {
      const error = scale * (shares[c] / sum - (c === labels[row] ? 1 : 0))
      const panel = c % lanes
      byNeuron[(c - panel) * rows + row * lanes + panel] = error
      byRow[(row - (row % lanes)) * classes + c * lanes + (row % lanes)] = error
    }
  }
}
