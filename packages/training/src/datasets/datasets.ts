import type { Dataset } from './dataset.ts'
import { fashionMnist } from './fashion-mnist.ts'
import { mnist } from './mnist.ts'

/** Every dataset a sweep can be trained on; a new one is a file and a line here. */
export const datasets: readonly Dataset[] = [mnist, fashionMnist]

/** The dataset of that id. Throws an Error that lists the known ids. */
export function findDataset(id: string): Dataset {
  const dataset = datasets.find((candidate) => candidate.id === id)
  if (dataset) return dataset
  const known = datasets.map((candidate) => candidate.id).join(', ')
  throw new Error(`There is no dataset "${id}". Choose one of: ${known}`)
}
