import type { Backend } from '@mitoscope/tensor/compute'
import { joinLayers, splitLayers, zeroLayers } from '../../architectures/linear-network.ts'
import type { LayerShape } from '../../architectures/network.ts'
import type { PreparedDataset } from '../../datasets/prepare-dataset.ts'
import type { NetworkInTraining, NetworksInTraining, StepSettings } from '../networks-in-training.ts'
import { gatherBatch, loadSplit, stackNetworks, unstackNetworks } from './load-onto-device.ts'
import { runForward, type StackedNetworks, trainStep } from './train-step.ts'
import type { Tensor3D, Tf } from '../../tensors.ts'

/**
 * Opens networks in training as tensors. Each step is one batched product over the networks: a step of a small network
 * costs mostly overhead, so several cost little more than one.
 */
export function openOnDevice(
  { tf }: Backend,
  data: PreparedDataset,
  shapes: readonly LayerShape[],
  start: readonly NetworkInTraining[],
): NetworksInTraining {
  const networks = start.map(({ network }) => joinLayers(network.tensors))
  const velocities = start.map(({ optimiser }) =>
    optimiser.length > 0 ? joinLayers(optimiser) : zeroLayers(shapes),
  )
  const stacked: StackedNetworks = {
    weights: stackNetworks(tf, networks),
    velocity: stackNetworks(tf, velocities),
  }
  const splits = {
    train: loadSplit(tf, data.train, data.inputs),
    test: loadSplit(tf, data.test, data.inputs),
  }
  return {
    step(rows, settings) {
      const batch = gatherBatch(tf, splits.train, data.classes, rows)
      const decay = stackDecays(tf, settings)
      trainStep(tf, stacked, batch, { ...settings, decay })
      tf.dispose([batch.inputs, batch.targets])
      if (typeof decay !== 'number') decay.dispose()
    },
    rescaleVelocity(factor) {
      const before = stacked.velocity
      stacked.velocity = before.map((velocity) => tf.mul(velocity, factor))
      tf.dispose(before)
    },
    async logits(split, { start: first, end }) {
      const logits = tf.tidy(() => {
        const block = tf.slice(splits[split].inputs, [first, 0], [end - first, -1])
        return runForward(tf, stacked.weights, tf.expandDims(block, 0)).logits
      })
      const values = await logits.data<'float32'>()
      const [runs, rows, classes] = logits.shape
      logits.dispose()
      const size = rows * classes
      return Array.from({ length: runs }, (_, run) => values.subarray(run * size, (run + 1) * size))
    },
    networks: async () =>
      (await unstackNetworks(stacked.weights, shapes)).map((network) => splitLayers(network)),
    async capture() {
      const speeds = await unstackNetworks(stacked.velocity, shapes)
      const weights = await unstackNetworks(stacked.weights, shapes)
      return weights.map((network, run) => {
        return { network: splitLayers(network), optimiser: splitLayers(speeds[run], 'velocity.').tensors }
      })
    },
    release() {
      tf.dispose([...stacked.weights, ...stacked.velocity])
      splits.train.release()
      splits.test.release()
    },
  }
}

/** Returns −lr λ per run, the factor of the weights in a step, as [runs, 1, 1], or as a number if all runs share it. */
function stackDecays(tf: Tf, { learningRate, weightDecays }: StepSettings): Tensor3D | number {
  const decays = weightDecays.map((weightDecay) => -learningRate * weightDecay)
  if (decays.every((value) => value === decays[0])) return decays[0]
  return tf.tensor3d(decays, [decays.length, 1, 1])
}
