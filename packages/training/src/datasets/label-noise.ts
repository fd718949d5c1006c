import { createGenerator } from '@mitoscope/tensor/random'
import { drawPermutation } from '../random/draws.ts'
import type { PreparedDataset } from './prepare-dataset.ts'

/**
 * Replaces the share `noise` (0 … 1) of the training labels, ⌊noise · N + ½⌋ of N rows drawn without replacement, each by
 * one of the other classes with equal probability: as many labels are wrong as the share says, where a permutation or a
 * draw from all classes would leave some right. Test labels stay. The draw depends on the seed alone, and a larger share
 * keeps what a smaller one replaced. Throws a RangeError for another share, and for data of one class.
 */
export function applyLabelNoise(data: PreparedDataset, noise: number, seed: number): PreparedDataset {
  if (!(noise >= 0 && noise <= 1))
    throw new RangeError(`labelNoise: ${noise} is out of range. Allowed are numbers from 0 to 1`)
  if (noise === 0) return data
  const { classes, train } = data
  if (classes < 2) throw new RangeError('labelNoise: data of one class have no other class to draw from')
  const generator = createGenerator(seed, 'label-noise')
  const order = drawPermutation(generator, train.count)
  const labels = train.labels.slice()
  for (const row of order.subarray(0, Math.round(noise * train.count)))
    labels[row] = (labels[row] + 1 + Math.floor(generator() * (classes - 1))) % classes
  return { ...data, train: { ...train, labels } }
}
