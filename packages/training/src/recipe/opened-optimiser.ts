import type { NamedTensor } from '../storage/encode-safetensors.ts'
import type { Tensor, Variable } from '../tensors.ts'

/** A tensor that is trained. */
export interface TrainedParameter {
  /** Unique in its network, "conv1.weight" for example. */
  readonly name: string
  /** Its value, which a step replaces. */
  readonly variable: Variable
}

/** Settings of one step. */
export interface OptimiserStep {
  readonly learningRate: number
  /** λ: λ times each parameter that decays is added to its gradient. */
  readonly weightDecay: number
}

/** An optimiser at work on the parameters of one network, with a state of its own. */
export interface OpenedOptimiser {
  /** Changes the parameters by one step along their gradients, in the parameters' order; these stay the caller's. */
  step(gradients: readonly Tensor[], settings: OptimiserStep): void
  /** A copy of the state: everything that a continued training needs beside the parameters, bit for bit. */
  capture(): Promise<NamedTensor[]>
  /** Goes on from a captured state. Throws an Error that names what is missing or has another shape. */
  restore(state: readonly NamedTensor[]): void
  /** Gives the state's tensors back; the parameters stay the caller's. */
  release(): void
}
