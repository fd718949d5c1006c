import type { NamedTensor } from '@mitoscope/formats'
import type { Backend } from '@mitoscope/tensor/compute'
import { joinLayers, type LinearNetwork } from '../architectures/linear-network.ts'
import type { Network } from '../architectures/network.ts'
import { fitNetwork, isPlainNetwork, type NetworkPlan } from '../architectures/plan-network.ts'
import type { PreparedDataset, PreparedSplit } from '../datasets/prepare-dataset.ts'
import type { Tf } from '../tensors.ts'
import { loadSplit, stackNetworks } from './device/load-onto-device.ts'
import { runForward } from './device/train-step.ts'
import { evaluateRows, NetworkOnTensors } from './tensors/network-on-tensors.ts'

/**
 * Returns the representation of a network: last hidden activations of all test and training inputs in evaluation mode
 * with their classes (of training inputs those trained on, noisy ones included), and the readout. Tensors: features.test [N, W], labels.test [N], features.train, labels.train,
 * readout.weight [classes, W], readout.bias [classes]. A single logit f is replaced by the two logits −f/2 and f/2,
 * whose larger one is the prediction. Throws an Error if the network does not fit the plan.
 */
export async function representNetwork(
  backend: Backend,
  plan: NetworkPlan,
  given: Network,
  data: PreparedDataset,
): Promise<NamedTensor[]> {
  const network = fitNetwork(plan, given)
  const { represent, release } = isPlainNetwork(plan)
    ? openPlain(backend, network, data)
    : openOther(backend, plan, network, data)
  try {
    const { width } = plan.choice
    const { test, train } = data
    return [
      { name: 'features.test', shape: [test.count, width], values: await represent(test) },
      { name: 'labels.test', shape: [test.count], values: test.labels },
      { name: 'features.train', shape: [train.count, width], values: await represent(train) },
      { name: 'labels.train', shape: [train.count], values: train.labels },
      ...selectReadout(network),
    ]
  } finally {
    release()
  }
}

function openPlain({ tf }: Backend, { tensors }: Network, { inputs }: PreparedDataset) {
  const layers = joinLayers(tensors)
  return { represent: (split: PreparedSplit) => representLinear(tf, layers, split, inputs), release() {} }
}

function openOther(backend: Backend, plan: NetworkPlan, network: Network, data: PreparedDataset) {
  const placed = new NetworkOnTensors(backend, plan, network)
  return {
    represent: (split: PreparedSplit) =>
      evaluateRows(backend.tf, placed, data, split, { start: 0, end: split.count }, 'representation'),
    release: () => placed.release(),
  }
}

/** Returns the last linear layer, which every architecture ends with. */
function selectReadout({ tensors }: Network): NamedTensor[] {
  const [weight, bias] = tensors.slice(-2)
  const [outputs, width] = weight.shape
  const [rows, biases] = [weight.values, bias.values] as Float32Array[]
  const double = (values: Float32Array) =>
    Float32Array.of(...values.map((v) => -v / 2), ...values.map((v) => v / 2))
  return [
    {
      name: 'readout.weight',
      shape: [Math.max(2, outputs), width],
      values: outputs === 1 ? double(rows) : rows,
    },
    { name: 'readout.bias', shape: [Math.max(2, outputs)], values: outputs === 1 ? double(biases) : biases },
  ]
}

const rowsAtOnce = 4096

/**
 * Returns the last hidden activations (after the ReLU) of a plain fully connected network, [count, width], row-major.
 */
async function representLinear(
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
