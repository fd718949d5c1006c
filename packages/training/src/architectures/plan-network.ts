import type { ArchitectureOptions } from './architecture.ts'
import { findArchitecture } from './find-architecture.ts'
import { countValues } from './initial-values.ts'
import type { Network, TensorPlan } from './network.ts'
import { PlanLayers } from './plan-layers.ts'

/** Which network it is: all that its tensors depend on. */
export interface NetworkChoice {
  /** Id in the catalogue of architectures. */
  readonly architecture: string
  readonly options: ArchitectureOptions
  readonly width: number
  /** Rows, columns and channels of an input. */
  readonly shape: readonly [number, number, number]
  /** Logits: one per class, or 1. */
  readonly outputs: number
}

/** A network without its values. */
export interface NetworkPlan {
  readonly choice: NetworkChoice
  readonly tensors: readonly TensorPlan[]
  /** Trained values. */
  readonly parameters: number
  /** Floating-point operations per image, forward. */
  readonly evaluationFlops: number
  /** Floating-point operations per image of a training step: forward, and back except to the images themselves. */
  readonly trainingFlops: number
}

/** Lays out a network. Throws a RangeError for a width that the architecture cannot have, and for inputs it cannot take. */
export function planNetwork(choice: NetworkChoice): NetworkPlan {
  const architecture = findArchitecture(choice.architecture)
  const refusal = architecture.refuseWidth(choice.width)
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

/** Draws the initial network of a seed. Runs that differ in weight decay only start from the same network. */
export function initialiseNetwork({ tensors }: NetworkPlan, seed: number): Network {
  return {
    tensors: tensors.map(({ name, shape, initial }) => {
      return { name, shape, values: initial(shape, seed, name) }
    }),
  }
}
