import { cifar10, cifar100 } from './cifar.ts'
import type { Dataset } from './dataset.ts'
import { gaussian } from './gaussian.ts'
import { emnist, fashionMnist, kmnist, mnist } from './idx-datasets.ts'
import { ownFeatures, ownPictures } from './own-data.ts'
import { parityMnist } from './parity-mnist.ts'

/** Datasets that a sweep can be trained on. To add one, add a file and a line here. */
export const datasets: readonly Dataset[] = [
  mnist,
  fashionMnist,
  kmnist,
  ...emnist,
  parityMnist,
  cifar10,
  ...cifar100,
  gaussian,
  ownPictures,
  ownFeatures,
]

/** Returns the dataset with an id. Throws an Error that lists the known ids. */
export function findDataset(id: string): Dataset {
  const dataset = datasets.find((candidate) => candidate.id === id)
  if (dataset) return dataset
  const known = datasets.map((candidate) => candidate.id).join(', ')
  throw new Error(`There is no dataset "${id}". Choose one of: ${known}`)
}
