import { findLayerKernels, type Backend, type LayerKernels } from '@mitoscope/tensor/compute'
import { fitNetwork } from '../../architectures/fit-network.ts'
import type { Outputs } from '../../architectures/layers.ts'
import { findArchitecture } from '../../architectures/find-architecture.ts'
import type { Network } from '../../architectures/network.ts'
import type { NetworkPlan } from '../../architectures/plan-network.ts'
import type { TrainedParameter } from '../../hyperparameters/opened-optimiser.ts'
import type { Tensor, Tf, Variable } from '../../tensors.ts'
import { fromDevice, toDevice } from './convert-layout.ts'
import { EvaluationLayers } from './evaluation-layers.ts'
import { Tape } from './tape.ts'
import { TrainingLayers } from './training-layers.ts'

/** Network with its tensors on the backend, with filters as [rows, columns, inputs, outputs]. */
export class NetworkOnTensors {
  /** Trained tensors in the plan's order. They belong to the network. */
  readonly parameters: readonly TrainedParameter[]
  readonly #plan: NetworkPlan
  readonly #tf: Tf
  readonly #kernels: LayerKernels
  readonly #variables = new Map<string, Variable>()

  /** Throws an Error if a tensor of the plan is missing or has another shape. */
  constructor({ tf }: Backend, plan: NetworkPlan, network: Network) {
    this.#plan = plan
    this.#tf = tf
    this.#kernels = findLayerKernels(tf)
    const { tensors } = fitNetwork(plan, network)
    for (const [i, { name, role }] of plan.tensors.entries()) {
      const placed = toDevice(tensors[i])
      const tensor = tf.tensor(placed.values, [...placed.shape], 'float32')
      this.#variables.set(name, tf.variable(tensor, role === 'parameter'))
      tensor.dispose()
    }
    this.parameters = plan.tensors
      .filter(({ role }) => role === 'parameter')
      .map(({ name }) => ({ name, variable: this.#variables.get(name)! }))
  }

  /**
   * Runs a training pass forward and backward, and updates the running statistics. Returns the gradients in the order
   * of the parameters; the caller must dispose of them. `slopeOf` returns the gradient of the loss with respect to the
   * logits as a new tensor.
   */
  differentiate(images: Tensor, slopeOf: (logits: Tensor) => Tensor): Tensor[] {
    const tape = new Tape(this.#tf)
    const layers = new TrainingLayers(this.#tf, this.#kernels, tape, this.#variables, images)
    try {
      const { logits } = this.#apply(layers, images)
      tape.back(logits, slopeOf(logits))
    } finally {
      tape.release()
    }
    for (const [name, statistics] of layers.buffers) {
      this.#variables.get(name)!.assign(statistics)
      statistics.dispose()
    }
    return this.parameters.map(({ name }) => tape.gradients.get(name)!)
  }

  /** Runs a forward pass in evaluation mode. The caller must dispose of both tensors. */
  evaluate(images: Tensor): Outputs<Tensor> {
    const tf = this.#tf
    // Copied into a plain object, because tidy finds tensors only in objects and arrays.
    return tf.tidy(() => ({ ...this.#apply(new EvaluationLayers(tf, this.#variables), images) }))
  }

  /** Copies the network to the host. */
  async read(): Promise<Network> {
    const tensors = []
    for (const { name } of this.#plan.tensors) {
      const variable = this.#variables.get(name)!
      // A copy, because on some backends the values read are the tensor's own.
      const values = Float32Array.from(await variable.data<'float32'>())
      tensors.push(fromDevice({ name, shape: variable.shape, values }))
    }
    return { tensors }
  }

  release(): void {
    for (const variable of this.#variables.values()) variable.dispose()
  }

  #apply(layers: TrainingLayers | EvaluationLayers, images: Tensor): Outputs<Tensor> {
    const { choice } = this.#plan
    return findArchitecture(choice.architecture).build<Tensor>(layers, images, choice, choice.options)
  }
}
