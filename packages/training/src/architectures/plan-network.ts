import type { ArchitectureOptions } from './architecture.ts'
import { findArchitecture } from './architectures.ts'
import { fullyConnectedOptions } from './fully-connected.ts'
import { countValues, type Network, type TensorPlan } from './network.ts'
import { PlanLayers } from './plan-layers.ts'

/** All that a network's tensors depend on. */
export interface NetworkChoice {
  /** Id in the catalogue of architectures. */
  readonly architecture: string
  readonly options: ArchitectureOptions
  readonly width: number
  /** Rows, columns and channels of an input. */
  readonly shape: readonly [number, number, number]
  /** Number of logits: one per class, or 1. */
  readonly outputs: number
}

/** A network without values. */
export interface NetworkPlan {
  readonly choice: NetworkChoice
  readonly tensors: readonly TensorPlan[]
  /** Number of trained values. */
  readonly parameters: number
  /** Floating-point operations per image in the forward pass. */
  readonly evaluationFlops: number
  /**
   * Floating-point operations per image in a training step: the forward pass, and the backward pass except to the
   * images.
   */
  readonly trainingFlops: number
}

/** Plans a network. Throws a RangeError for a width or inputs that the architecture does not support. */
export function planNetwork(choice: NetworkChoice): NetworkPlan {
  const architecture = findArchitecture(choice.architecture)
  const refusal = architecture.rejectWidth(choice.width)
  if (refusal !== null) throw new RangeError(`${architecture.title} has no width ${choice.width}: ${refusal}`)
  const [rows, columns] = choice.shape
  const least = architecture.leastPixels ?? 1
  if (Math.min(rows, columns) < least)
    throw new RangeError(
      `${architecture.title} takes images of at least ${least} × ${least} pixels, not ${rows} × ${columns}: choose another dataset or architecture`,
    )
  const layers = new PlanLayers()
  architecture.build(layers, choice.shape, choice, choice.options)
  const parameters = layers.tensors.filter(({ role }) => role === 'parameter')
  const [first = 0] = layers.flops
  const evaluationFlops = layers.flops.reduce((sum, flops) => sum + flops, 0)
  return {
    choice,
    tensors: layers.tensors,
    parameters: parameters.reduce((sum, { shape }) => sum + countValues(shape), 0),
    evaluationFlops,
    trainingFlops: 3 * evaluationFlops - first,
  }
}

/** Draws the initial network of a seed. Runs that differ only in weight decay start from the same network. */
export function initialiseNetwork({ tensors }: NetworkPlan, seed: number): Network {
  return {
    tensors: tensors.map(({ name, shape, initial }) => {
      return { name, shape, values: initial(shape, seed, name) }
    }),
  }
}

/**
 * Returns true for a network of linear layers with ReLUs in between and nothing else, which has a fused training path.
 */
export function isPlainNetwork({ choice: { architecture, options } }: NetworkPlan): boolean {
  return architecture === 'fully-connected' && !fullyConnectedOptions(options).batchNorm
}

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
