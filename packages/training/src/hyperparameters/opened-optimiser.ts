import type { NamedTensor } from '@mitoscope/formats'
import type { Tensor, Variable } from '../tensors.ts'

/** A trained tensor. */
export interface TrainedParameter {
  /** Name, unique in the network: for example "conv1.weight". */
  readonly name: string
  /** Value, which a step replaces. */
  readonly variable: Variable
}

/** Settings of one step. */
export interface OptimiserStep {
  readonly learningRate: number
  /** λ: a step adds λ times each decaying parameter to its gradient. */
  readonly weightDecay: number
}

/** An optimiser of the parameters of one network, with its state. */
export interface OpenedOptimiser {
  /** Changes the parameters by one step. Gradients are in the parameters' order and remain the caller's. */
  step(gradients: readonly Tensor[], settings: OptimiserStep): void
  /** Returns a copy of the state: together with the parameters all that training needs to continue bit for bit. */
  capture(): Promise<NamedTensor[]>
  /** Replaces the state by a captured one. Throws an Error that names a tensor that is missing or has another shape. */
  restore(state: readonly NamedTensor[]): void
  /** Disposes of the state's tensors; the parameters remain the caller's. */
  release(): void
}
