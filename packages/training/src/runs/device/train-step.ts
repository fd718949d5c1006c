import type { Tensor3D, Tf } from '../../tensors.ts'

/** Networks, one tensor [runs, outputs, inputs + 1] per layer; a step replaces the tensors. */
export interface StackedNetworks {
  weights: Tensor3D[]
  /** Change of the weights in the last step. */
  velocity: Tensor3D[]
}

/** Batch of every run. */
export interface Batch {
  /** Inputs, [runs, images, inputs + 1], whose last column is 1. */
  readonly inputs: Tensor3D
  /** One-hot classes, [runs, images, classes]. */
  readonly targets: Tensor3D
}

/** Settings of a step. */
export interface StepSettings {
  readonly learningRate: number
  readonly momentum: number
  /** −lr λ of each run, as [runs, 1, 1], or a number if all runs share it. */
  readonly decay: Tensor3D | number
}

/**
 * Takes one step of SGD with momentum on the mean cross-entropy of the batch, as PyTorch defines it (v ← m v + ∇ + λ w;
 * w ← w − lr v), for all runs at once. The gradient is written out rather than derived, and the velocity is held in
 * units of the weights (−lr v); each halves the cost of a step. Disposes of the old tensors; the batch remains the
 * caller's.
 */
export function trainStep(tf: Tf, networks: StackedNetworks, batch: Batch, settings: StepSettings): void {
  const before = [...networks.weights, ...networks.velocity]
  tf.tidy(() => {
    const updates = descend(tf, networks.weights, batch, settings.learningRate)
    const { momentum, decay } = settings
    networks.velocity = networks.velocity.map((velocity, layer) => {
      const terms: Tensor3D[] = [tf.mul(velocity, momentum), updates[layer]]
      if (decay !== 0) terms.push(tf.mul(networks.weights[layer], decay))
      return tf.keep(tf.addN(terms))
    })
    networks.weights = networks.weights.map((weights, layer) =>
      tf.keep(tf.add<Tensor3D>(weights, networks.velocity[layer])),
    )
  })
  tf.dispose(before)
}

/** Returns −lr times the gradient of the mean cross-entropy, per layer. */
function descend(tf: Tf, weights: readonly Tensor3D[], batch: Batch, learningRate: number): Tensor3D[] {
  const { hidden, withOnes, logits } = runForward(tf, weights, batch.inputs)
  const images = batch.inputs.shape[1]
  const inRows: Tensor3D = tf.mul(tf.sub(tf.softmax(logits), batch.targets), -learningRate / images)
  // Images are in columns from here on, as in the forward pass.
  let delta: Tensor3D = tf.transpose(inRows, [0, 2, 1])
  const updates: Tensor3D[] = []
  for (let layer = weights.length - 1; layer > 0; layer--) {
    updates[layer] = tf.matMul(delta, withOnes[layer - 1], false, true)
    const back = tf.matMul(weights[layer], delta, true, false)
    const activations = hidden[layer - 1]
    delta = tf.mul(tf.slice(back, [0, 0, 0], activations.shape), tf.sign(activations))
  }
  updates[0] = tf.matMul(delta, batch.inputs)
  return updates
}

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
