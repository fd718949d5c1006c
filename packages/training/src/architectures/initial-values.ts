import { createGenerator, type Generator } from '@mitoscope/tensor/random'
import { drawNormal } from '../random/draw-normal.ts'
import { drawOrthogonal } from '../random/draw-orthogonal.ts'

/** Draws the values that a tensor of that shape, row-major, has before training; by seed and the tensor's name. */
export type Initial = (shape: readonly number[], seed: number, name: string) => Float32Array

/** The same value everywhere. */
export function constant(value: number): Initial {
  return (shape) => new Float32Array(countValues(shape)).fill(value)
}

/** Uniform in low … high. */
export function uniform(low: number, high: number): Initial {
  return fill((generator) => low + (high - low) * generator())
}

/** Uniform in ±1/√inputs, as weights and biases of PyTorch's Linear are by default. */
export function uniformFanIn(inputs: number): Initial {
  const bound = 1 / Math.sqrt(inputs)
  return uniform(-bound, bound)
}

/**
 * Normal with variance 2 / fan, which keeps the scale of ReLU layers (He, Zhang, Ren, Sun 2015): `in` counts what a
 * neuron takes, `out` what an input feeds. Of weights [outputs, inputs, …window].
 */
export function heNormal(fan: 'in' | 'out'): Initial {
  return (shape, seed, name) => {
    const [outputs, inputs, ...window] = shape
    const deviation = Math.sqrt(2 / (countValues(window) * (fan === 'in' ? inputs : outputs)))
    return fill((generator) => deviation * drawNormal(generator))(shape, seed, name)
  }
}

/** A uniformly drawn matrix with orthonormal rows, or columns where it has fewer of them. */
export const orthogonal: Initial = ([rows, columns], seed, name) =>
  drawOrthogonal(streamOf(seed, name), rows, columns)

/** The number of values in a tensor. */
export function countValues(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

function fill(draw: (generator: Generator) => number): Initial {
  return (shape, seed, name) => {
    const generator = streamOf(seed, name)
    return Float32Array.from({ length: countValues(shape) }, () => draw(generator))
  }
}

function streamOf(seed: number, name: string): Generator {
  return createGenerator(seed, `tensor/${name}`)
}
