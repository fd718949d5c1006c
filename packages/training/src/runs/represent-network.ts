import type { Backend } from '@mitoscope/tensor/compute'
import type { Network } from '../architectures/network.ts'
import type { PreparedDataset, PreparedSplit } from '../datasets/prepare-dataset.ts'
import { loadSplit } from './device/load-split.ts'
import { runForward } from './device/run-forward.ts'
import { stackNetworks } from './device/stack-networks.ts'
import type { Tensor3D, Tf } from './device/tensors.ts'
import type { NamedTensor } from '../storage/encode-safetensors.ts'

const rowsAtOnce = 4096

/**
 * The representation of a network: last hidden activations (after the ReLU) of all test and training inputs in eval
 * mode with their classes, and the readout. Tensors: features.test [N, W], labels.test [N], features.train,
 * labels.train, readout.weight [classes, W], readout.bias [classes].
 */
export async function representNetwork(
  { tf }: Backend,
  network: Network,
  data: PreparedDataset,
): Promise<NamedTensor[]> {
  const layers = stackNetworks(tf, [network])
  try {
    const readout = network.layers.at(-1)!
    const test = await computeFeatures(tf, layers, data.test, data.inputs)
    const train = await computeFeatures(tf, layers, data.train, data.inputs)
    return [
      { name: 'features.test', shape: [data.test.count, readout.inputs], values: test },
      { name: 'labels.test', shape: [data.test.count], values: data.test.labels },
      { name: 'features.train', shape: [data.train.count, readout.inputs], values: train },
      { name: 'labels.train', shape: [data.train.count], values: data.train.labels },
      ...splitReadout(readout),
    ]
  } finally {
    tf.dispose(layers)
  }
}

async function computeFeatures(tf: Tf, layers: readonly Tensor3D[], split: PreparedSplit, inputs: number) {
  const loaded = loadSplit(tf, split, inputs)
  const width = layers.at(-1)!.shape[2] - 1
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
  }
}

function splitReadout({ inputs, outputs, values }: Network['layers'][number]): NamedTensor[] {
  const weight = new Float32Array(outputs * inputs)
  const bias = new Float32Array(outputs)
  for (let j = 0; j < outputs; j++) {
    const row = values.subarray(j * (inputs + 1), (j + 1) * (inputs + 1))
    weight.set(row.subarray(0, inputs), j * inputs)
    bias[j] = row[inputs]
  }
  return [
    { name: 'readout.weight', shape: [outputs, inputs], values: weight },
    { name: 'readout.bias', shape: [outputs], values: bias },
  ]
}
