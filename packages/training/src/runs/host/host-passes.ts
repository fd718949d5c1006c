import type { Kernels } from '@mitoscope/tensor/compute'
import type { HostLayer, RowArray, Workspace } from './host-memory.ts'

/** Passes `rows` rows of activations[0] through the layers, and returns the logits, the last activations. */
export function passForward(
  kernels: Kernels,
  layers: readonly HostLayer[],
  { activations, packed }: Workspace,
  rows: number,
): RowArray {
  for (const [l, { inputs, outputs, weights }] of layers.entries()) {
    const [x, out] = [activations[l], activations[l + 1]]
    const rectify = l < layers.length - 1 ? 1 : 0
    // prettier-ignore
    kernels.call('dense_forward', x.values, rows, inputs + 1, x.stride, weights, outputs, out.values, out.stride, rectify, packed)
  }
  return activations[layers.length]
}

/** Takes a step on the rows of the last passForward: changes weights and velocities of the layers. */
export function passBack(
  kernels: Kernels,
  lanes: number,
  layers: readonly HostLayer[],
  { activations, packed, byNeuron, byRow }: Workspace,
  labels: ArrayLike<number>,
  { learningRate, momentum, weightDecay }: { learningRate: number; momentum: number; weightDecay: number },
): void {
  const rows = labels.length
  const classes = layers[layers.length - 1].outputs
  let [errors, below] = byRow
  spreadErrors(activations[layers.length], labels, classes, -learningRate / rows, {
    lanes,
    byRow: errors,
    byNeuron,
  })
  for (let l = layers.length - 1; l >= 0; l--) {
    const { inputs, outputs, weights, velocity } = layers[l]
    const x = activations[l]
    // Before the update below changes the weights.
    if (l > 0) kernels.call('dense_backward', errors, rows, outputs, weights, inputs + 1, below)
    // prettier-ignore
    kernels.call('dense_update', x.values, rows, inputs + 1, x.stride, byNeuron, outputs, weights, velocity, momentum, learningRate * weightDecay, packed)
    if (l > 0) kernels.call('dense_gate', below, x.values, rows, inputs, x.stride, byNeuron)
    ;[errors, below] = [below, errors]
  }
}

/**
 * Writes the errors of the logits, scale · (softmax − one-hot), as panels of rows and as panels of neurons (see
 * dense.cc). `labels` has one class per row.
 */
function spreadErrors(
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
