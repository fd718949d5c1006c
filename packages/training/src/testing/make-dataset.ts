import type { PreparedDataset, PreparedSplit } from '../datasets/prepare-dataset.ts'
import { createGenerator } from '@mitoscope/tensor/random'

/** Returns a small dataset that can be learnt: one point per class with noise around it. */
export function makeDataset({
  inputs = 6,
  classes = 3,
  train = 40,
  test = 30,
  noise = 0.5,
} = {}): PreparedDataset {
  const centres = fill(classes * inputs, createGenerator(1, 'centres'), 2)
  const split = (name: string, count: number): PreparedSplit => {
    const generator = createGenerator(1, name)
    const labels = Int32Array.from({ length: count }, (_, i) => i % classes)
    const values = fill(count * inputs, generator, noise)
    values.forEach((value, i) => {
      values[i] = value + centres[labels[Math.floor(i / inputs)] * inputs + (i % inputs)]
    })
    return { count, inputs: values, labels }
  }
  return {
    shape: [1, 1, inputs],
    inputs,
    classes,
    train: split('train', train),
    test: split('test', test),
    means: [0],
    deviations: [1],
  }
}

function fill(length: number, generator: () => number, scale: number): Float32Array {
  return Float32Array.from({ length }, () => scale * (2 * generator() - 1))
}
