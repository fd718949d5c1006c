import { parseIdx } from '@mitoscope/formats'
import {
  asDataset,
  BadDataset,
  type InputShape,
  type LabelledImages,
  type NamedBytes,
  type RawDataset,
} from './dataset.ts'

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

/** Expected size of the images, and number of images per class in each split. */
export interface ClassListExpectation {
  readonly pixels: number
  readonly testPerClass: number
  readonly trainPerClass: number
}

/**
 * Parses one JSON file per class, `{"data": [[pixel, …], …]}` with grey values 0 … 255. Each list holds the class's
 * test images and then its training images, with an empty list here and there as a divider. The order across
 * classes is lost, so they take turns: image i of a split has class i mod (number of files). Throws BadDataset.
 */
export function parseClassLists(files: readonly NamedBytes[], expected: ClassListExpectation): RawDataset {
  const test = allocate(files.length, expected.testPerClass, expected.pixels)
  const train = allocate(files.length, expected.trainPerClass, expected.pixels)
  files.forEach((file, label) => {
    const images = parseImages(file, expected)
    images.forEach((image, i) => {
      const [split, position] = i < expected.testPerClass ? [test, i] : [train, i - expected.testPerClass]
      const row = position * files.length + label
      split.images.set(image, row * expected.pixels)
      split.labels[row] = label
    })
  })
  return { train, test }
}

function parseImages(file: NamedBytes, expected: ClassListExpectation): number[][] {
  let content: unknown
  try {
    content = JSON.parse(new TextDecoder().decode(file.bytes))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BadDataset(file.name, `it is not JSON (${reason})`, 'Install the package again')
  }
  const data = (content as { data?: unknown } | null)?.data
  if (!Array.isArray(data)) {
    throw new BadDataset(file.name, 'it has no list "data"', 'Install the package again')
  }
  const images = (data as unknown[]).filter((image) => !(Array.isArray(image) && image.length === 0))
  const wrong = images.findIndex((image) => !isImage(image, expected.pixels))
  if (wrong >= 0) {
    throw new BadDataset(
      file.name,
      `image ${wrong} is not a list of ${expected.pixels} whole numbers from 0 to 255`,
      'Install the package again',
    )
  }
  const count = expected.testPerClass + expected.trainPerClass
  if (images.length !== count) {
    throw new BadDataset(
      file.name,
      `it has ${images.length} images, expected ${count}`,
      'Install the package again',
    )
  }
  return images as number[][]
}

function isImage(image: unknown, pixels: number): boolean {
  if (!Array.isArray(image) || image.length !== pixels) return false
  return image.every(
    (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 255,
  )
}

function allocate(classes: number, perClass: number, pixels: number): LabelledImages {
  const count = classes * perClass
  return { count, pixels, images: new Uint8Array(count * pixels), labels: new Uint8Array(count) }
}
