import { symmetricEigen } from '@mitoscope/tensor/symmetric-eigen'
import type { Dataset, DatasetSource, LabelledImages, RawDataset } from './dataset.ts'
import { mnist } from './idx-datasets.ts'

const components = 10

/**
 * Parity of MNIST's digits from their first ten principal components. The components are those of all training images,
 * for both splits. They are not whitened: one scale for all ten gives them a mean variance of 1, so that the first ones
 * stay the largest (as in Geiger, Jacot et al., Scaling description of generalization with number of parameters in deep
 * learning, 2020). Class 1, y = +1, is an even digit.
 */
export const parityMnist: Dataset = {
  ...mnist,
  id: 'parity-mnist',
  title: 'Parity of MNIST',
  summary:
    'Whether a digit of MNIST is even, from its first 10 principal components (not whitened, mean variance 1)',
  classes: 2,
  shape: [1, 1, components],
  standardisation: 'none',
  origin: mapOrigin(),
}

function mapOrigin(): Dataset['origin'] {
  const { origin } = mnist
  if (origin.kind !== 'files') throw new Error('MNIST is read from files')
  const map = <Source extends DatasetSource>(source: Source): Source => {
    return { ...source, parse: (files: Parameters<Source['parse']>[0]) => toParity(source.parse(files)) }
  }
  return {
    kind: 'files',
    published: origin.published.map(map),
    packaged: origin.packaged && map(origin.packaged),
  }
}

/** Replaces images by their components and digits by their parity. */
export function toParity({ train, test }: RawDataset): RawDataset {
  const found = findPrincipalComponents(train.images as Uint8Array, train.pixels, components)
  return { train: reduce(train, found), test: reduce(test, found) }
}

function reduce({ count, images, labels }: LabelledImages, found: PrincipalComponents): LabelledImages {
  const { variances } = found
  const scale = Math.sqrt(variances.length / variances.reduce((sum, variance) => sum + variance, 0))
  return {
    count,
    pixels: variances.length,
    images: Float32Array.from(project(images as Uint8Array, found), (value) => scale * value),
    labels: Uint8Array.from(labels, (digit) => 1 - (digit % 2)),
  }
}

/** Principal components: the directions of largest variance. */
interface PrincipalComponents {
  /** Mean of each pixel, [pixels]. */
  readonly mean: Float64Array
  /**
   * Orthonormal directions, [components, pixels], in descending order of variance. The largest entry of each is
   * positive.
   */
  readonly directions: Float64Array
  /** Variance along each direction (divided by the number of images), descending. */
  readonly variances: Float64Array
}

/** Returns the first principal components of grey values [count, pixels], in float64 throughout. */
export function findPrincipalComponents(
  images: Uint8Array,
  pixels: number,
  components: number,
): PrincipalComponents {
  const { mean, covariance } = measureCovariance(images, pixels)
  const { values, vectors } = symmetricEigen(covariance, pixels)
  const directions = new Float64Array(components * pixels)
  for (let k = 0; k < components; k++) {
    const at = (pixels - 1 - k) * pixels
    directions.set(fixSign(vectors.subarray(at, at + pixels)), k * pixels)
  }
  return { mean, directions, variances: values.slice(-components).reverse() }
}

/** Returns the coordinates of images along the directions, [count, components]: (image − mean) · direction. */
export function project(
  images: Uint8Array,
  { mean, directions, variances }: PrincipalComponents,
): Float64Array {
  const pixels = mean.length
  const components = variances.length
  const result = new Float64Array((images.length / pixels) * components)
  for (let k = 0; k < components; k++) {
    const direction = directions.subarray(k * pixels, (k + 1) * pixels)
    const shift = direction.reduce((sum, weight, i) => sum + weight * mean[i], 0)
    for (let row = 0; row * pixels < images.length; row++) {
      let sum = 0
      for (let i = 0, at = row * pixels; i < pixels; i++) sum += direction[i] * images[at + i]
      result[row * components + k] = sum - shift
    }
  }
  return result
}

/**
 * Returns the means and the covariance, exact in sums since these are integers below 2^53. Skips pixels that are 0,
 * most of a digit's.
 */
function measureCovariance(images: Uint8Array, pixels: number) {
  const count = images.length / pixels
  const sums = new Float64Array(pixels)
  const covariance = new Float64Array(pixels * pixels)
  const lit = new Int32Array(pixels)
  for (let at = 0; at < images.length; at += pixels) {
    let many = 0
    for (let i = 0; i < pixels; i++) if (images[at + i] > 0) lit[many++] = i
    for (let a = 0; a < many; a++) {
      const i = lit[a]
      const value = images[at + i]
      sums[i] += value
      for (let b = 0; b <= a; b++) covariance[i * pixels + lit[b]] += value * images[at + lit[b]]
    }
  }
  const mean = sums.map((sum) => sum / count)
  // Only the lower triangle, since `symmetricEigen` reads no other entries.
  for (let i = 0; i < pixels; i++)
    for (let j = 0; j <= i; j++) {
      const at = i * pixels + j
      covariance[at] = covariance[at] / count - mean[i] * mean[j]
    }
  return { mean, covariance }
}

function fixSign(direction: Float64Array): Float64Array {
  const largest = direction.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)
  return largest < 0 ? direction.map((value) => -value) : direction
}
