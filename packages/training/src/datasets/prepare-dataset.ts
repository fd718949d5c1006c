import { countInputs, type InputShape, type LabelledImages, type RawDataset } from './dataset.ts'
import { standardise, type Standardisation } from './standardise.ts'

/** Inputs of one split, ready for a network. */
export interface PreparedSplit {
  readonly count: number
  /** Standardised values, [count, rows, columns, channels], row-major. */
  readonly inputs: Float32Array
  /** Class of each row, [count]. */
  readonly labels: Int32Array
}

/** What a sweep trains and evaluates on. */
export interface PreparedDataset {
  readonly shape: InputShape
  /** Values per input: the product of `shape`. */
  readonly inputs: number
  readonly classes: number
  readonly train: PreparedSplit
  readonly test: PreparedSplit
  /** A value v of channel c became (v − means[c]) / deviations[c]; grey values v are 0 … 255. One entry per channel. */
  readonly means: readonly number[]
  readonly deviations: readonly number[]
}

/** What has to be known of a dataset beside its images. */
export interface Preparation {
  readonly shape: InputShape
  readonly classes: number
  /** By default one mean and one deviation of the training images taken. */
  readonly standardisation?: Standardisation
}

/**
 * Takes the first `trainSize` training and the first `testSize` test images and standardises both in the same way.
 * Throws a RangeError when a split has fewer images, when images have not the size told, and when what is to be
 * standardised by its own deviation has none.
 */
export function prepareDataset(
  raw: RawDataset,
  { shape, classes, standardisation = 'measured' }: Preparation,
  trainSize: number,
  testSize: number,
): PreparedDataset {
  const train = take('training', raw.train, trainSize, shape)
  const test = take('test', raw.test, testSize, shape)
  const { means, deviations, apply } = standardise(train.images, shape[2], standardisation)
  return {
    shape,
    inputs: countInputs(shape),
    classes,
    train: { count: trainSize, inputs: apply(train.images), labels: Int32Array.from(train.labels) },
    test: { count: testSize, inputs: apply(test.images), labels: Int32Array.from(test.labels) },
    means,
    deviations,
  }
}

function take(name: string, split: LabelledImages, asked: number, shape: InputShape) {
  if (!Number.isInteger(asked) || asked < 1 || asked > split.count) {
    throw new RangeError(
      `Cannot take ${asked} ${name} images: the dataset has ${split.count}, choose 1 to ${split.count}`,
    )
  }
  if (split.pixels !== countInputs(shape)) {
    throw new RangeError(`A ${name} image has ${split.pixels} values, not ${shape.join(' × ')}`)
  }
  return { images: split.images.subarray(0, asked * split.pixels), labels: split.labels.subarray(0, asked) }
}
