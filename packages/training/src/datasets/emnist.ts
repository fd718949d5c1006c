import { describeIdxDataset } from './idx-family.ts'

const source =
  'Cohen, Afshar, Tapson, van Schaik 2017; its IDX files in a folder of yours, images lying as published'

/** Splits of EMNIST. Their images are published with rows and columns exchanged, and stay so. */
export const emnist = [
  describeSplit('digits', 'digits', 10, 240_000, 40_000),
  describeSplit('letters', 'letters, upper and lower case as one', 26, 124_800, 20_800, 1),
  describeSplit('balanced', 'digits and letters, equally many of each', 47, 112_800, 18_800),
]

function describeSplit(
  split: string,
  content: string,
  classes: number,
  trainSize: number,
  testSize: number,
  firstLabel = 0,
) {
  return describeIdxDataset({
    id: `emnist-${split}`,
    title: `EMNIST ${split}`,
    summary: `Handwritten ${content}, 28 × 28 grey values (${source})`,
    classes,
    trainSize,
    testSize,
    firstLabel,
    folder: 'gzip',
    files: ['train', 'test'].flatMap((part) =>
      ['images-idx3', 'labels-idx1'].map((kind) => `emnist-${split}-${part}-${kind}-ubyte`),
    ),
  })
}
