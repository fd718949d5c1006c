import type { Dataset, DatasetSource, LabelledImages, RawDataset } from '../dataset.ts'
import { mnist } from '../idx-datasets.ts'
import { findPrincipalComponents, project, type PrincipalComponents } from './principal-components.ts'

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
