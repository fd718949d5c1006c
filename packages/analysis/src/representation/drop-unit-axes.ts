import type { StoredTensor } from '@mitoscope/formats'

/**
 * Reshapes features [N, C, 1, 1], as global pooling leaves them, or a readout that is a 1 × 1 convolution,
 * to [N, C].
 */
export function dropUnitAxes(tensor: StoredTensor): StoredTensor {
  const { name, shape, strides } = tensor
  const isMatrix = name.startsWith('features.') || name === 'readout.weight'
  if (!isMatrix || shape.length !== 4 || shape[2] !== 1 || shape[3] !== 1) return tensor
  return { ...tensor, shape: shape.slice(0, 2), strides: strides.slice(0, 2) }
}
