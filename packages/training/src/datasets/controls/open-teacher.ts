import { createGenerator } from '@mitoscope/tensor/random'
import { drawNormal } from '../../random/draw-normal.ts'

/**
 * Returns a random linear teacher, a function from vectors [count, inputs] to their classes. The class is the index of
 * the largest of `classes` scores, whose weights are independent standard normal numbers drawn from the seed.
 */
export function openTeacher(
  seed: number,
  inputs: number,
  classes: number,
): (vectors: Float32Array) => Int32Array {
  const generator = createGenerator(seed, 'teacher')
  const weights = Float64Array.from({ length: classes * inputs }, () => drawNormal(generator))
  return (vectors) =>
    Int32Array.from({ length: vectors.length / inputs }, (_, row) => {
      let [best, most] = [0, -Infinity]
      for (let label = 0; label < classes; label++) {
        let score = 0
        for (let i = 0; i < inputs; i++) score += weights[label * inputs + i] * vectors[row * inputs + i]
        if (score > most) [best, most] = [label, score]
      }
      return best
    })
}
