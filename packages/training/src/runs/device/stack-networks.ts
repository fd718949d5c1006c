import type { LinearNetwork } from '../../architectures/linear-network.ts'
import type { LayerShape, LinearLayer } from '../../architectures/network.ts'
import type { Tensor3D, Tf } from '../../tensors.ts'

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
