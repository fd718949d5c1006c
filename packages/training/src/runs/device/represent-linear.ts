import type { LinearNetwork } from '../../architectures/linear-network.ts'
import type { PreparedSplit } from '../../datasets/prepare-dataset.ts'
import { loadSplit } from './load-split.ts'
import { runForward } from './run-forward.ts'
import { stackNetworks } from './stack-networks.ts'
import type { Tf } from '../../tensors.ts'

const rowsAtOnce = 4096

/**
 * Returns the last hidden activations (after the ReLU) of a plain fully connected network, [count, width], row-major.
 */
export async function representLinear(
  tf: Tf,
  network: LinearNetwork,
  split: PreparedSplit,
  inputs: number,
): Promise<Float32Array> {
  const layers = stackNetworks(tf, [network])
  const loaded = loadSplit(tf, split, inputs)
  const width = network.layers.at(-1)!.inputs
  const features = new Float32Array(split.count * width)
  try {
    for (let start = 0; start < split.count; start += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, split.count - start)
      const hidden = tf.tidy(() => {
        const block = tf.slice(loaded.inputs, [start, 0], [rows, -1])
        return tf.transpose(runForward(tf, layers, tf.expandDims(block, 0)).hidden.at(-1)!, [0, 2, 1])
      })
      features.set(await hidden.data<'float32'>(), start * width)
      hidden.dispose()
    }
    return features
  } finally {
    loaded.release()
    tf.dispose(layers)
  }
}
