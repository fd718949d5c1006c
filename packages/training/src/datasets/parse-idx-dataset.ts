import { parseIdx } from '@mitoscope/formats'
import { asDataset, BadDataset } from './bad-dataset.ts'
import type { InputShape, LabelledImages, NamedBytes, RawDataset } from './dataset.ts'

/** File names of MNIST and of datasets in the same form, in the order of `parseIdxDataset`'s argument. */
export const idxFiles = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
] as const

/** Expected content of the files, to detect a wrong file early. */
export interface IdxExpectation {
  readonly classes: number
  readonly shape: InputShape
  /** Label of the first class in the files, 0 by default. The result numbers classes from 0. */
  readonly firstLabel?: number
}

/** Parses the files in the order of `idxFiles`. Throws BadDataset. */
export function parseIdxDataset(files: readonly NamedBytes[], expected: IdxExpectation): RawDataset {
  return {
    train: parseSplit(files[0], files[1], expected),
    test: parseSplit(files[2], files[3], expected),
  }
}

function parseSplit(imageFile: NamedBytes, labelFile: NamedBytes, expected: IdxExpectation): LabelledImages {
  const images = asDataset(() => parseIdx(imageFile, 3))
  const labels = asDataset(() => parseIdx(labelFile, 1))
  const [count, height, width] = images.shape
  if (height !== expected.shape[0] || width !== expected.shape[1]) {
    throw new BadDataset(
      imageFile.name,
      `its images have ${height} × ${width} pixels, expected ${expected.shape[0]} × ${expected.shape[1]}`,
      'Give the file as published',
    )
  }
  if (labels.shape[0] !== count) {
    throw new BadDataset(
      labelFile.name,
      `it has ${labels.shape[0]} labels for the ${count} images of ${imageFile.name}`,
      'Give both files of the same split',
    )
  }
  const first = expected.firstLabel ?? 0
  const last = first + expected.classes - 1
  const wrong = labels.values.findIndex((label) => label < first || label > last)
  if (wrong >= 0) {
    throw new BadDataset(
      labelFile.name,
      `label ${labels.values[wrong]} of image ${wrong} is not one of ${first} … ${last}`,
      'Download the file again',
    )
  }
  const numbered = first === 0 ? labels.values : labels.values.map((label) => label - first)
  return { count, pixels: height * width, images: images.values, labels: numbered }
}
