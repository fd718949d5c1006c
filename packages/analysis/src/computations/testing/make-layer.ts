import { createUniform } from '@mitoscope/tensor/random'
import { openRepresentation } from '../../representation/open-representation.ts'
import type { Representation } from '../../representation/representation.ts'
import { memorySource, writeSafetensors } from '@mitoscope/formats/testing'

export interface LayerPlan {
  readonly width: number
  readonly rows: number
  /** Independent signals that every neuron mixes. */
  readonly rank: number
  /** Standard deviation of each neuron's own noise. */
  readonly noise: number
  /** Pairs of neurons that share half of their noise. */
  readonly sharing?: readonly (readonly [number, number])[]
}

/** A layer whose neurons mix a few signals and add noise of their own: what it holds is known. */
export function makeLayer({ width, rows, rank, noise, sharing = [] }: LayerPlan): Promise<Representation> {
  const random = createUniform(7)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const fill = (length: number) => Float32Array.from({ length }, normal)
  const mixing = fill(rank * width)
  const truth = fill(rank * 3)
  const split = () => {
    const signal = fill(rows * rank)
    const features = new Float32Array(rows * width)
    const labels = new Int32Array(rows)
    for (let n = 0; n < rows; n++) {
      const own = Array.from({ length: width }, normal)
      for (const [a, b] of sharing) own[b] = (own[b] + own[a]) / Math.SQRT2
      for (let j = 0; j < width; j++) {
        let sum = noise * own[j]
        for (let k = 0; k < rank; k++) sum += signal[n * rank + k] * mixing[k * width + j]
        features[n * width + j] = sum
      }
      const scores = [0, 1, 2].map((c) => {
        let sum = 0
        for (let k = 0; k < rank; k++) sum += signal[n * rank + k] * truth[k * 3 + c]
        return sum
      })
      labels[n] = scores.indexOf(Math.max(...scores))
    }
    return { features, labels }
  }
  const [test, train] = [split(), split()]
  // The readout that undoes the mixing on average: Σⱼ mixing mixingᵀ ≈ width.
  const weight = new Float32Array(3 * width)
  for (let c = 0; c < 3; c++) {
    for (let j = 0; j < width; j++) {
      for (let k = 0; k < rank; k++)
        weight[c * width + j] += (truth[k * 3 + c] * mixing[k * width + j]) / width
    }
  }
  const matrix = (values: Float32Array, rows: number) => ({ shape: [rows, width], values })
  const bytes = writeSafetensors({
    'features.test': matrix(test.features, rows),
    'labels.test': { shape: [rows], values: test.labels, dtype: 'i32' },
    'features.train': matrix(train.features, rows),
    'labels.train': { shape: [rows], values: train.labels, dtype: 'i32' },
    'readout.weight': matrix(weight, 3),
    'readout.bias': { shape: [3], values: new Float32Array(3) },
  })
  return openRepresentation([memorySource('layer.safetensors', bytes)])
}
