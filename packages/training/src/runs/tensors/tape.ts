import type { Tensor, Tf } from '../../tensors.ts'

/** Operation of a forward pass. */
interface Step {
  readonly output: Tensor
  readonly inputs: readonly Tensor[]
  /** Tensors that the gradient needs besides inputs and output. */
  readonly saved: readonly Tensor[]
  /**
   * Returns the gradients with respect to the inputs from that with respect to the output, all new tensors; undefined
   * for an input that needs none.
   */
  readonly back: (slope: Tensor) => readonly (Tensor | undefined)[]
}

/**
 * Records the operations of a forward pass for the backward pass. The tape owns outputs and saved tensors, and disposes
 * of each as soon as the backward pass no longer needs it, which limits the memory of a deep network.
 */
export class Tape {
  readonly #tf: Tf
  readonly #steps: Step[] = []
  /** Gradients of parameters by name, which the caller must dispose of. */
  readonly gradients = new Map<string, Tensor>()

  constructor(tf: Tf) {
    this.#tf = tf
  }

  record<T extends Tensor>(
    output: T,
    inputs: readonly Tensor[],
    back: Step['back'],
    saved: readonly Tensor[] = [],
  ): T {
    this.#steps.push({ output, inputs, back, saved })
    return output
  }

  /** Runs the backward pass from an output with the gradient `slope`, of which it disposes. */
  back(from: Tensor, slope: Tensor): void {
    const slopes = new Map([[from.id, slope]])
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      const own = slopes.get(step.output.id)
      if (own !== undefined) {
        const before = step.back(own)
        step.inputs.forEach((input, i) => this.#collect(slopes, input, before[i]))
        slopes.delete(step.output.id)
        own.dispose()
      }
      this.#tf.dispose([step.output, ...step.saved])
    }
    // Gradients of tensors that are no step's output: of the images.
    this.#tf.dispose([...slopes.values()])
  }

  /** Disposes of the tensors of a pass whose backward pass did not complete. */
  release(): void {
    for (const { output, saved } of this.#steps.splice(0)) this.#tf.dispose([output, ...saved])
  }

  #collect(slopes: Map<number, Tensor>, input: Tensor, slope: Tensor | undefined): void {
    if (slope === undefined) return
    const before = slopes.get(input.id)
    if (before === undefined) return void slopes.set(input.id, slope)
    slopes.set(input.id, this.#tf.add(before, slope))
    this.#tf.dispose([before, slope])
  }
}
