import type { LabelledImages, RawDataset } from './dataset.ts'

/** Inputs of one split, ready for a network. */
export interface PreparedSplit {
  readonly count: number
  /** Standardised pixels, [count, inputs], row-major. */
  readonly inputs: Float32Array
  /** Class of each row, [count]. */
  readonly labels: Int32Array
}

/** What a sweep trains and evaluates on. */
export interface PreparedDataset {
  /** Inputs per image. */
  readonly inputs: number
  readonly classes: number
  readonly train: PreparedSplit
  readonly test: PreparedSplit
  /** The one mean and one deviation of the training subset, in grey values 0 … 255. */
  readonly mean: number
  readonly deviation: number
}

/**
 * Takes the first `trainSize` training and the first `testSize` test images and standardises both by one mean and one
 * deviation (over pixels and images) of the training images taken.
 * Throws a RangeError when a split has fewer images, and when all its pixels are equal.
 */
export function prepareDataset(
  raw: RawDataset,
  classes: number,
  trainSize: number,
  testSize: number,
): PreparedDataset {
  checkSize('training', trainSize, raw.train.count)
  checkSize('test', testSize, raw.test.count)
  const { mean, deviation } = measureGreyValues(raw.train, trainSize)
  if (deviation === 0)
    throw new RangeError('The training images are one flat grey: nothing can be learnt from them')
  return {
    inputs: raw.train.pixels,
    classes,
    train: standardise(raw.train, trainSize, mean, deviation),
    test: standardise(raw.test, testSize, mean, deviation),
    mean,
    deviation,
  }
}

function measureGreyValues({ images, pixels }: LabelledImages, count: number) {
  // Sums of whole numbers below 2^53: exact, so the mean does not depend on any order.
  let sum = 0
  let squares = 0
  const n = count * pixels
  for (let i = 0; i < n; i++) {
    sum += images[i]
    squares += images[i] * images[i]
  }
  const mean = sum / n
  return { mean, deviation: Math.sqrt(Math.max(0, squares / n - mean * mean)) }
}

function standardise(split: LabelledImages, count: number, mean: number, deviation: number): PreparedSplit {
  const table = Float32Array.from({ length: 256 }, (_, grey) => (grey - mean) / deviation)
  const inputs = new Float32Array(count * split.pixels)
  for (let i = 0; i < inputs.length; i++) inputs[i] = table[split.images[i]]
  return { count, inputs, labels: Int32Array.from(split.labels.subarray(0, count)) }
}

function checkSize(split: string, asked: number, present: number): void {
  if (Number.isInteger(asked) && asked >= 1 && asked <= present) return
  throw new RangeError(
    `Cannot take ${asked} ${split} images: the dataset has ${present}, choose 1 to ${present}`,
  )
}
