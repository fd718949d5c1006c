import type { NamedTensor } from '@mitoscope/formats'
import { type Backend, findLayerKernels, type LayerKernels } from '@mitoscope/tensor/compute'
import type { Outputs } from '../../architectures/architecture.ts'
import { findArchitecture } from '../../architectures/architectures.ts'
import type { Network } from '../../architectures/network.ts'
import { fitNetwork, type NetworkPlan } from '../../architectures/plan-network.ts'
import type { PreparedDataset, PreparedSplit } from '../../datasets/prepare-dataset.ts'
import type { TrainedParameter } from '../../hyperparameters/open-optimiser.ts'
import type { Tensor, Tf, Variable } from '../../tensors.ts'
import { type Block, listBlocks } from '../networks-in-training.ts'
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

/** Few enough for the activations of a wide network to fit into memory, enough to make overhead negligible. */
const rowsAtOnce = 256

/**
 * Computes a network's representation [rows, width] or logits [rows, outputs] of rows of a split, in evaluation mode.
 */
export async function evaluateRows(
  tf: Tf,
  network: NetworkOnTensors,
  { shape, inputs }: PreparedDataset,
  split: PreparedSplit,
  { start: first, end }: Block,
  what: 'representation' | 'logits',
): Promise<Float32Array> {
  let all = new Float32Array(0)
  for (const block of listBlocks(end - first, rowsAtOnce)) {
    const [start, count] = [first + block.start, block.end - block.start]
    const values = split.inputs.subarray(start * inputs, (start + count) * inputs)
    const images = tf.tensor(values, [count, ...shape], 'float32')
    const { representation, logits } = network.evaluate(images)
    const asked = what === 'logits' ? logits : representation
    const columns = asked.size / count
    if (all.length === 0) all = new Float32Array((end - first) * columns)
    all.set(await asked.data<'float32'>(), block.start * columns)
    tf.dispose([images, representation, logits])
  }
  return all
}

/** Converts a tensor from PyTorch's layout to the device's, with filters as [rows, columns, inputs, outputs]. */
export function toDevice({ name, shape, values }: NamedTensor): NamedTensor {
  if (shape.length !== 4) return { name, shape, values }
  const [outputs, inputs, rows, columns] = shape
  const turned = new Float32Array(values.length)
  forFilterValues(shape, (at, place) => (turned[place] = values[at]))
  return { name, shape: [rows, columns, inputs, outputs], values: turned }
}

/**
 * Converts a tensor from the device's layout to PyTorch's, with filters as [outputs, inputs, rows, columns]. The values
 * of filters are a copy.
 */
export function fromDevice({ name, shape, values }: NamedTensor): NamedTensor {
  if (shape.length !== 4) return { name, shape, values }
  const [rows, columns, inputs, outputs] = shape
  const stored = [outputs, inputs, rows, columns]
  const turned = new Float32Array(values.length)
  forFilterValues(stored, (at, place) => (turned[at] = values[place]))
  return { name, shape: stored, values: turned }
}

/** Calls `visit` with the index of each value in PyTorch's order and on the device. */
function forFilterValues(
  [outputs, inputs, rows, columns]: readonly number[],
  visit: (at: number, place: number) => void,
): void {
  const window = rows * columns
  let at = 0
  for (let out = 0; out < outputs; out++) {
    for (let input = 0; input < inputs; input++) {
      for (let pixel = 0; pixel < window; pixel++) visit(at++, (pixel * inputs + input) * outputs + out)
    }
  }
}
