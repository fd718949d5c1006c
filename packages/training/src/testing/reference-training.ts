import { joinLayers, type LinearNetwork } from '../architectures/linear-network.ts'
import type { Network } from '../architectures/network.ts'
import type { PreparedSplit } from '../datasets/prepare-dataset.ts'

/**
 * Parameters of the reference in float64: one matrix [outputs][inputs + 1] per layer, whose last column is the bias.
 */
export type ReferenceNetwork = number[][][]

export function toReference(network: Network | LinearNetwork): ReferenceNetwork {
  const { layers } = 'layers' in network ? network : joinLayers(network.tensors)
  return layers.map(({ inputs, outputs, values }) =>
    Array.from({ length: outputs }, (_, j) =>
      Array.from(values.subarray(j * (inputs + 1), (j + 1) * (inputs + 1))),
    ),
  )
}

/** Returns the mean cross-entropy of rows of a split, straight from the definition. */
export function computeLoss(
  network: ReferenceNetwork,
  split: PreparedSplit,
  rows: readonly number[],
): number {
  const inputs = split.inputs.length / split.count
  let sum = 0
  for (const row of rows) {
    let activations = Array.from(split.inputs.subarray(row * inputs, (row + 1) * inputs))
    network.forEach((layer, index) => {
      const sums = layer.map((weights) =>
        weights.reduce(
          (total, weight, i) => total + weight * (i < activations.length ? activations[i] : 1),
          0,
        ),
      )
      activations = index === network.length - 1 ? sums : sums.map((value) => Math.max(0, value))
    })
    const largest = Math.max(...activations)
    const total = activations.reduce((all, logit) => all + Math.exp(logit - largest), 0)
    sum += Math.log(total) + largest - activations[split.labels[row]]
  }
  return sum / rows.length
}

/** Returns the gradient of the loss by central differences: slow, and independent of any derivation. */
export function differentiateLoss(
  network: ReferenceNetwork,
  split: PreparedSplit,
  rows: readonly number[],
): ReferenceNetwork {
  const step = 1e-5
  return network.map((layer) =>
    layer.map((weights) =>
      weights.map((weight, i) => {
        weights[i] = weight + step
        const above = computeLoss(network, split, rows)
        weights[i] = weight - step
        const below = computeLoss(network, split, rows)
        weights[i] = weight
        return (above - below) / (2 * step)
      }),
    ),
  )
}

/** Takes one step as PyTorch's SGD defines it: g ← ∇ + λ w; v ← m v + g; w ← w − lr v. Changes network and velocity. */
export function stepReference(
  network: ReferenceNetwork,
  velocity: ReferenceNetwork,
  gradient: ReferenceNetwork,
  settings: { learningRate: number; momentum: number; weightDecay: number },
): void {
  network.forEach((layer, l) =>
    layer.forEach((weights, j) =>
      weights.forEach((weight, i) => {
        const g = gradient[l][j][i] + settings.weightDecay * weight
        velocity[l][j][i] = settings.momentum * velocity[l][j][i] + g
        weights[i] = weight - settings.learningRate * velocity[l][j][i]
      }),
    ),
  )
}

/** Returns the largest absolute difference between two networks. */
export function compareNetworks(a: ReferenceNetwork, b: ReferenceNetwork): number {
  return Math.max(...a.flat(2).map((value, i) => Math.abs(value - b.flat(2)[i])))
}
