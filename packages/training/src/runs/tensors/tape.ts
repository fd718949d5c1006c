import type { Tensor, Tf } from '../../tensors.ts'

/** One operation of a pass forward. */
interface Step {
  readonly output: Tensor
  readonly inputs: readonly Tensor[]
  /** What the gradient asks for beside inputs and output. */
  readonly saved: readonly Tensor[]
  /** From the slope of the output to those of the inputs; where none is asked for, undefined. All are new tensors. */
  readonly back: (slope: Tensor) => readonly (Tensor | undefined)[]
}

/**
 * The operations of a pass forward, to be gone back through. The tape owns outputs and saved tensors, and frees each
 * as soon as the way back has passed it: that is what keeps a deep network's memory in use again.
 */
export class Tape {
  readonly #tf: Tf
  readonly #steps: Step[] = []
  /** Gradients of parameters, by name; the caller's. */
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

  /** Goes back from an output whose slope is given, and which it takes over. */
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
    // Slopes of what no step gave: of the images.
    this.#tf.dispose([...slopes.values()])
  }

  /** Frees what is left of a pass whose way back is not gone to its end. */
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
