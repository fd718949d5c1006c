import { constant, countValues, type Initial, type TensorPlan, uniformFanIn } from './network.ts'
import type { Convolution, Layers, LinearInitial, Normalisation } from './architecture.ts'

/** Sizes of one input at a layer: rows, columns and channels, or neurons. */
type Shape = readonly number[]

/** Applies layers to shapes, and lists the network's tensors and floating-point operations meanwhile. */
export class PlanLayers implements Layers<Shape> {
  readonly tensors: TensorPlan[] = []
  /** Floating-point operations per input in the forward pass, for each layer with weights. */
  readonly flops: number[] = []

  convolve([rows, columns, channels]: Shape, name: string, convolution: Convolution): Shape {
    const { channels: outputs, kernel, stride = 1, initial } = convolution
    this.#declare(`${name}.weight`, [outputs, channels, kernel, kernel], initial)
    const out = [rows, columns].map((size) => Math.ceil(size / stride))
    this.flops.push(2 * countValues(out) * outputs * channels * kernel * kernel)
    return [...out, outputs]
  }

  connect([inputs]: Shape, name: string, outputs: number, initial: LinearInitial = {}): Shape {
    const { weight = uniformFanIn(inputs), bias = uniformFanIn(inputs) } = initial
    this.#declare(`${name}.weight`, [outputs, inputs], weight)
    this.#declare(`${name}.bias`, [outputs], bias)
    this.flops.push(2 * (inputs + 1) * outputs)
    return [outputs]
  }

  normalise(x: Shape, name: string, { weight = constant(1) }: Normalisation = {}): Shape {
    const shape = [x[x.length - 1]]
    this.#declare(`${name}.weight`, shape, weight)
    this.#declare(`${name}.bias`, shape, constant(0))
    this.#declare(`${name}.running_mean`, shape, constant(0), 'buffer')
    this.#declare(`${name}.running_var`, shape, constant(1), 'buffer')
    return x
  }

  rectify(x: Shape): Shape {
    return x
  }

  add(a: Shape, b: Shape): Shape {
    if (a.join() !== b.join()) throw new Error(`Shapes [${a.join()}] and [${b.join()}] cannot be added`)
    return a
  }

  concatenate(a: Shape, b: Shape): Shape {
    return [...a.slice(0, -1), a[a.length - 1] + b[b.length - 1]]
  }

  poolMean([rows, columns, channels]: Shape, size: number): Shape {
    return [Math.floor(rows / size), Math.floor(columns / size), channels]
  }

  poolMaximum([rows, columns, channels]: Shape): Shape {
    return [Math.ceil(rows / 2), Math.ceil(columns / 2), channels]
  }

  averagePixels(x: Shape): Shape {
    return [x[2]]
  }

  flatten(x: Shape): Shape {
    return [countValues(x)]
  }

  #declare(name: string, shape: Shape, initial: Initial, role: TensorPlan['role'] = 'parameter'): void {
    this.tensors.push({ name, shape, role, initial })
  }
}
