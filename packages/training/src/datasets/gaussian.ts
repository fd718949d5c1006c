import { createGenerator } from '@mitoscope/tensor/random'
import { drawNormal } from '../random/draws.ts'
import { openTeacher } from './controls.ts'
import type { Dataset, DrawRequest, LabelledImages } from './dataset.ts'

const inputs = 10
const classes = 2

/** Vectors without structure, of the same shape as parity-mnist. Controls give any dataset without its structure. */
export const gaussian: Dataset = {
  id: 'gaussian',
  title: 'Gaussian inputs',
  summary:
    'Vectors of 10 independent standard normal numbers, drawn from the data seed; a random linear teacher tells their class',
  classes,
  shape: [1, 1, inputs],
  trainSize: 1_000_000,
  testSize: 1_000_000,
  standardisation: 'none',
  origin: {
    kind: 'drawn',
    draw: ({ seed, trainSize, testSize }: DrawRequest) => {
      const teach = openTeacher(seed, inputs, classes)
      const split = (name: string, count: number): LabelledImages => {
        const generator = createGenerator(seed, `gaussian/${name}`)
        const images = Float32Array.from({ length: count * inputs }, () => drawNormal(generator))
        return { count, pixels: inputs, images, labels: teach(images) }
      }
      return { train: split('train', trainSize), test: split('test', testSize) }
    },
  },
}
