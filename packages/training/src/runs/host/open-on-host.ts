import type { Kernels } from '@mitoscope/tensor/compute'
import { joinLayers, splitLayers, zeroLayers } from '../../architectures/linear-network.ts'
import type { LayerShape } from '../../architectures/network.ts'
import type { PreparedDataset } from '../../datasets/prepare-dataset.ts'
import type { NetworkInTraining, NetworksInTraining } from '../networks-in-training.ts'
import { openWorkspace, packLayer, unpackLayer } from './host-memory.ts'
import { passBack, passForward } from './host-passes.ts'

/** Largest number of rows in a pass without a step. */
const mostRows = 256

/**
 * Opens networks in training in the host's memory and trains them one after the other. On a CPU this is several times
 * faster than tensors, whose operations each read and write all parameters.
 */
export function openOnHost(
  kernels: Kernels,
  data: PreparedDataset,
  shapes: readonly LayerShape[],
  start: readonly NetworkInTraining[],
  batchSize: number,
): NetworksInTraining {
  const lanes = kernels.call('dense_lanes')
  const runs = start.map(({ network, optimiser }) => {
    const velocity = optimiser.length > 0 ? joinLayers(optimiser) : zeroLayers(shapes)
    return joinLayers(network.tensors).layers.map((layer, l) =>
      packLayer(kernels, lanes, layer, velocity.layers[l]),
    )
  })
  const space = openWorkspace(
    kernels,
    lanes,
    shapes,
    Math.max(mostRows, Math.min(batchSize, data.train.count)),
  )
  const { classes, inputs: columns } = data
  const [images] = space.activations
  const place = ({ inputs }: { inputs: Float32Array }, row: number, at: number) => {
    images.values.set(inputs.subarray(row * columns, (row + 1) * columns), at * images.stride)
    images.values[at * images.stride + columns] = 1
  }
  const unpack = (which: 'weights' | 'velocity') =>
    runs.map((layers) => ({ layers: layers.map((layer) => unpackLayer(layer, lanes, layer[which])) }))
  return {
    step(rows, { weightDecays, ...settings }) {
      for (const [run, layers] of runs.entries()) {
        rows[run].forEach((row, at) => place(data.train, row, at))
        passForward(kernels, layers, space, rows[run].length)
        const labels = rows[run].map((row) => data.train.labels[row])
        passBack(kernels, lanes, layers, space, labels, { ...settings, weightDecay: weightDecays[run] })
      }
    },
    rescaleVelocity(factor) {
      for (const { velocity } of runs.flat()) for (let i = 0; i < velocity.length; i++) velocity[i] *= factor
    },
    async logits(split, { start: first, end }) {
      const all = runs.map(() => new Float32Array((end - first) * classes))
      for (let from = first; from < end; from += mostRows) {
        const count = Math.min(mostRows, end - from)
        for (let at = 0; at < count; at++) place(data[split], from + at, at)
        for (const [run, layers] of runs.entries()) {
          const { values, stride } = passForward(kernels, layers, space, count)
          for (let at = 0; at < count; at++) {
            const row = values.subarray(at * stride, at * stride + classes)
            all[run].set(row, (from - first + at) * classes)
          }
        }
      }
      return all
    },
    networks: async () => unpack('weights').map((network) => splitLayers(network)),
    async capture() {
      const velocities = unpack('velocity')
      return unpack('weights').map((network, run) => {
        return { network: splitLayers(network), optimiser: splitLayers(velocities[run], 'velocity.').tensors }
      })
    },
    release() {
      for (const { weights, velocity } of runs.flat()) kernels.release(weights, velocity)
      space.release()
    },
  }
}
