import type { Dataset, DatasetSource } from './dataset.ts'
import { idxFiles, parseIdxDataset } from './parse-idx-dataset.ts'

type Family = Pick<Dataset, 'id' | 'title' | 'summary' | 'classes' | 'trainSize' | 'testSize'> & {
  /** How the files are called, in the order of `idxFiles`. */
  readonly files?: readonly string[]
  /** The folder that the published archive unpacks to. */
  readonly folder?: string
  /** The number of the first class. */
  readonly firstLabel?: number
  readonly packaged?: DatasetSource & { readonly package: string }
}

/** A dataset of 28 × 28 grey values in MNIST's four IDX files. */
export function describeIdxDataset({
  files = idxFiles,
  folder,
  firstLabel,
  packaged,
  ...facts
}: Family): Dataset {
  const shape = [28, 28, 1] as const
  const expected = { classes: facts.classes, shape, firstLabel }
  const published = {
    files,
    folder,
    parse: (bytes: Parameters<typeof parseIdxDataset>[0]) => parseIdxDataset(bytes, expected),
  }
  return { ...facts, shape, origin: { kind: 'files', published: [published], packaged } }
}
