import type { Network } from './network.ts'
import type { NetworkPlan } from './plan-network.ts'

/**
 * Returns the network's tensors in the order of its plan, without tensors that the plan does not contain. Throws an
 * Error if one is missing or has another shape.
 */
export function fitNetwork({ tensors, choice }: NetworkPlan, network: Network): Network {
  const given = new Map(network.tensors.map((tensor) => [tensor.name, tensor]))
  const fitted = tensors.map(({ name, shape }) => {
    const tensor = given.get(name)
    if (tensor && String(tensor.shape) === String(shape)) return tensor
    const { architecture, width } = choice
    const found = tensor ? `"${name}" has the shape [${tensor.shape.join(', ')}]` : `"${name}" is missing`
    const others = tensor ? '' : `; found ${listNames(network)}`
    throw new Error(
      `The tensors do not fit a network "${architecture}" of width ${width}: ${found}, but [${shape.join(', ')}] is needed${others}`,
    )
  })
  return { tensors: fitted }
}

function listNames({ tensors }: Network): string {
  const found = tensors.map(({ name, shape }) => `"${name}" [${shape.join(', ')}]`)
  return found.slice(0, 24).join(', ') + (found.length > 24 ? ` and ${found.length - 24} more` : '')
}
