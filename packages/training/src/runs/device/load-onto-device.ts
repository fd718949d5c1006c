import type { LinearNetwork } from '../../architectures/linear-network.ts'
import type { LayerShape, LinearLayer } from '../../architectures/network.ts'
import type { PreparedSplit } from '../../datasets/prepare-dataset.ts'
import type { Tensor, Tensor2D, Tensor3D, Tf } from '../../tensors.ts'
import type { Batch } from './train-step.ts'

/** A split on the device; `release` disposes of its tensor. */
interface LoadedSplit {
  readonly count: number
  /** Inputs, [count, inputs + 1]. The last column is 1, so that a layer's bias is one more column of its matrix. */
  readonly inputs: Tensor2D
  readonly labels: Int32Array
  release(): void
}

/** Copies a split to the device. */
export function loadSplit(tf: Tf, { count, inputs, labels }: PreparedSplit, columns: number): LoadedSplit {
  const withOnes = new Float32Array(count * (columns + 1)).fill(1)
  for (let row = 0; row < count; row++) {
    withOnes.set(inputs.subarray(row * columns, (row + 1) * columns), row * (columns + 1))
  }
  const tensor = tf.tensor2d(withOnes, [count, columns + 1])
  return { count, inputs: tensor, labels, release: () => tensor.dispose() }
}

/** Gathers one batch per run; `rows[run]` are rows of the split. The caller must dispose of the tensors. */
export function gatherBatch(tf: Tf, split: LoadedSplit, classes: number, rows: readonly Int32Array[]): Batch {
  const [runs, images] = [rows.length, rows[0].length]
  const all = new Int32Array(runs * images)
  rows.forEach((own, run) => all.set(own, run * images))
  const oneHot = new Float32Array(runs * images * classes)
  all.forEach((row, i) => (oneHot[i * classes + split.labels[row]] = 1))
  const targets = tf.tensor3d(oneHot, [runs, images, classes])
  const indices = tf.tensor2d(all, [runs, images], 'int32')
  // Indices of two dimensions yield one dimension more than the declared type.
  const inputs = tf.gather<Tensor>(split.inputs, indices) as Tensor3D
  indices.dispose()
  return { inputs, targets }
}

/** Stacks networks of one shape into one tensor [networks, outputs, inputs + 1] per layer. */
export function stackNetworks(tf: Tf, networks: readonly LinearNetwork[]): Tensor3D[] {
  return networks[0].layers.map(({ inputs, outputs }, index) => {
    const size = (inputs + 1) * outputs
    const values = new Float32Array(networks.length * size)
    networks.forEach((network, i) => values.set(network.layers[index].values, i * size))
    return tf.tensor3d(values, [networks.length, outputs, inputs + 1])
  })
}

/** Reads stacked networks back, bit for bit. The tensors remain the caller's. */
export async function unstackNetworks(
  layers: readonly Tensor3D[],
  shapes: readonly LayerShape[],
): Promise<LinearNetwork[]> {
  const values = await Promise.all(layers.map((layer) => layer.data<'float32'>()))
  return Array.from({ length: layers[0].shape[0] }, (_, i) => ({
    layers: shapes.map(({ inputs, outputs }, index): LinearLayer => {
      const size = (inputs + 1) * outputs
      return { inputs, outputs, values: values[index].slice(i * size, (i + 1) * size) }
    }),
  }))
}
