import type { LinearLayer, Network } from '../architectures/network.ts'
import type { DecodedSafetensors } from './decode-safetensors.ts'
import type { NamedTensor } from './encode-safetensors.ts'

/**
 * The layers of a network as tensors "layers.0", "layers.1", … of shape [outputs, inputs + 1], the last column the
 * bias; `prefix` goes before each name.
 */
export function encodeNetwork(network: Network, prefix = ''): NamedTensor[] {
  return network.layers.map(({ inputs, outputs, values }, index) => {
    return { name: `${prefix}layers.${index}`, shape: [outputs, inputs + 1], values }
  })
}

/** Reads back what `encodeNetwork` named. Throws an Error when there is no such network. */
export function decodeNetwork({ tensors }: DecodedSafetensors, prefix = ''): Network {
  const layers: LinearLayer[] = []
  for (let index = 0; ; index++) {
    const tensor = tensors.get(`${prefix}layers.${index}`)
    if (tensor === undefined) break
    if (!(tensor.values instanceof Float32Array)) throw new Error(`"${tensor.name}" is not of float32`)
    layers.push({ inputs: tensor.shape[1] - 1, outputs: tensor.shape[0], values: tensor.values })
  }
  if (layers.length === 0) throw new Error(`it holds no network "${prefix}layers.0", …`)
  return { layers }
}
