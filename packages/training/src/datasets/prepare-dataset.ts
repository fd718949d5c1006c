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

/** Data that a sweep trains and evaluates on. */
export interface PreparedDataset {
  readonly shape: InputShape
  /** Values per input: the product of `shape`. */
  readonly inputs: number
  readonly classes: number
  readonly train: PreparedSplit
  readonly test: PreparedSplit
  /**
   * Means per channel: a value v of channel c became (v − means[c]) / deviations[c], where grey values v are 0 … 255.
   */
  readonly means: readonly number[]
  readonly deviations: readonly number[]
}

/** Properties of a dataset that its images do not tell. */
export interface Preparation {
  readonly shape: InputShape
  readonly classes: number
  /** Default: one mean and one deviation of the used training images. */
  readonly standardisation?: Standardisation
}

/**
 * Takes the first `trainSize` training images and the first `testSize` test images and standardises both in the same
 * way. Where the test split has fewer, the last training images follow it, as far as they are not trained on. Throws a
 * RangeError if there are fewer images still, if images do not have the size of `shape`, or if images to be standardised
 * by their own deviation are all equal.
 */
export function prepareDataset(
  raw: RawDataset,
  { shape, classes, standardisation = 'measured' }: Preparation,
  trainSize: number,
  testSize: number,
): PreparedDataset {
  const train = take('training', raw.train, trainSize, shape)
  const test = take('test', extendTest(raw, trainSize, testSize), testSize, shape)
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

/** Returns the test images with as many unused training images behind them as `testSize` asks for and there are. */
function extendTest({ train, test }: RawDataset, trainSize: number, testSize: number): LabelledImages {
  const unused = Math.min(testSize - test.count, train.count - trainSize)
  if (!(unused > 0)) return test
  const from = train.count - unused
  const images = new Float32Array((test.count + unused) * test.pixels)
  images.set(test.images)
  images.set(train.images.subarray(from * train.pixels), test.images.length)
  const labels = Int32Array.from([...test.labels, ...train.labels.subarray(from)])
  return { count: test.count + unused, pixels: test.pixels, images, labels }
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
