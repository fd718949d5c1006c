import type { Kernels } from '@mitoscope/tensor/compute'
import type { HostLayer } from './host-layer.ts'
import { spreadErrors } from './spread-errors.ts'
import type { RowArray, Workspace } from './workspace.ts'

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
