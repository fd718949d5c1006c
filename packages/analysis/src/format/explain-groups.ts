import { formatNumber } from './format-number.ts'

/**
 * Returns what is counted as groups, for where the word first stands: a reader would think of neurons that look alike. The
 * example is measured: 8 signals, each in 8 noisy copies, give w* = 21 of 64 neurons.
 */
export function explainGroups(threshold: number): string {
  return (
    `Groups are interchangeable random chunks, not sets of look-alike neurons: w* is the smallest chunk of neurons, drawn at random, ` +
    `whose linear map gives back the whole layer with R² ≥ ${formatNumber(threshold)}, and a layer of W neurons holds W / w* groups. 64 neurons with ` +
    '8 noisy copies of each of 8 signals hold 3 such groups, not 8: a random chunk must meet all 8 signals, which takes 21 neurons.'
  )
}
