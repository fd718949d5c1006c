import { cifar10 } from './cifar-10.ts'
import { cifar100 } from './cifar-100.ts'
import type { Dataset } from './dataset.ts'
import { emnist } from './emnist.ts'
import { fashionMnist } from './fashion-mnist.ts'
import { gaussian } from './gaussian.ts'
import { kmnist } from './kmnist.ts'
import { mnist } from './mnist.ts'
import { ownFeatures } from './own-features.ts'
import { ownPictures } from './own-pictures.ts'
import { parityMnist } from './parity/parity-mnist.ts'

/** Every dataset a sweep can be trained on; a new one is a file and a line here. */
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

/** The dataset of that id. Throws an Error that lists the known ids. */
export function findDataset(id: string): Dataset {
  const dataset = datasets.find((candidate) => candidate.id === id)
  if (dataset) return dataset
  const known = datasets.map((candidate) => candidate.id).join(', ')
  throw new Error(`There is no dataset "${id}". Choose one of: ${known}`)
}
