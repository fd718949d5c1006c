import type { Tensor3D, Tf } from '../../tensors.ts'

/** Results of a forward pass through every stacked network. */
export interface Activations {
  /**
   * Activations after the ReLU of each hidden layer, [runs, width, images]. The last are the transposed representation.
   */
  readonly hidden: readonly Tensor3D[]
  /** `hidden` with a row of ones added below, [runs, width + 1, images], the input of the next layer. */
  readonly withOnes: readonly Tensor3D[]
  /** Logits, [runs, images, classes]. */
  readonly logits: Tensor3D
}

/**
 * Passes images, [runs, images, inputs + 1] or the same for all runs as [1, images, inputs + 1], through every stacked
 * network. The ones make a layer with its bias a single product. Images are in columns because products with a small
 * right factor, such as a batch, are the fast ones on a CPU. Call it inside a tidy.
 */
export function runForward(tf: Tf, layers: readonly Tensor3D[], images: Tensor3D): Activations {
  const hidden: Tensor3D[] = []
  const withOnes: Tensor3D[] = []
  for (const [index, layer] of layers.slice(0, -1).entries()) {
    const sums: Tensor3D =
      index === 0 ? tf.matMul(layer, images, false, true) : tf.matMul(layer, withOnes[index - 1])
    hidden.push(tf.relu(sums))
    withOnes.push(tf.pad(hidden[index], rowBelow, 1))
  }
  return { hidden, withOnes, logits: tf.matMul(withOnes.at(-1)!, layers.at(-1)!, true, true) }
}

const rowBelow: [number, number][] = [
  [0, 0],
  [0, 1],
  [0, 0],
]
